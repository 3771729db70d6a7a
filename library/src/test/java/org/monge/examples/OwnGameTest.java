package org.monge.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.engine.RandomStream;
import org.monge.objective.Divergences;
import org.monge.objective.FGan;
import org.monge.objective.GeneratorLoss;
import org.monge.train.Listener;
import org.monge.train.Report;

/** docs/java.md shows what is compiled, and runs, here. */
class OwnGameTest {
    private static final Path PAGE = Path.of("..", "docs", "java.md");
    private static final Path FOLDER = Path.of("src/test/java/org/monge/examples");

    @ParameterizedTest
    @ValueSource(strings = {"OwnGame", "OwnKl"})
    void javaIsWhatIsCompiledHere(String name) throws IOException {
        String source = Files.readString(FOLDER.resolve(name + ".java"));
        int begin = source.indexOf("// begins\n") + 10;
        String example = source.substring(begin, source.lastIndexOf("// ends"))
                .stripTrailing()
                .stripIndent();
        assertTrue(
                Files.readString(PAGE).contains("```java\n" + example + "\n```"),
                () -> "the page must hold, between ```java and ```:\n" + example);
    }

    @Test
    void playsWithAnObjectiveAndAListenerOfOnesOwn() {
        List<Report> reports = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void reported(Report report) {
                reports.add(report);
            }
        };
        float[] points = OwnGame.play(new Exponential(), listener, 20);
        assertEquals(2000, points.length);
        assertEquals(List.of(10L, 20L), reports.stream().map(Report::step).toList());
        assertTrue(reports.get(0).meters().containsKey("squared-hellinger"));
    }

    @Test
    void ownKlIsKl() {
        FGan own = new FGan(OwnKl.divergence(), GeneratorLoss.SATURATING);
        FGan kl = new FGan(new Divergences.KullbackLeibler(), GeneratorLoss.SATURATING);
        assertEquals(1, own.f().threshold(), 1e-15, "f'(1) = 1");
        scoped(() -> {
            try (RandomStream random = new RandomStream(1)) {
                Tensor real = random.normal(ScalarType.Double, 50, 1);
                Tensor fake = random.normal(ScalarType.Double, 50, 1);
                assertEquals(
                        value(kl.discriminatorLoss(real, fake)),
                        value(own.discriminatorLoss(real, fake)),
                        1e-14,
                        "the same but for rounding");
            }
        });
    }
}
