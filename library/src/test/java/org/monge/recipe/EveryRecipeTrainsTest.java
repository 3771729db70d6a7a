package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monge.data.Dataset;
import org.monge.data.Points;
import org.monge.data.SampleSource;
import org.monge.engine.Shape;
import org.monge.train.Listener;
import org.monge.train.Report;

/** Two steps of each named recipe, its batches small, on noise of the shape of its data. */
class EveryRecipeTrainsTest {
    private static final int IMAGES = 20;

    static List<String> names() {
        return Recipes.names();
    }

    private static Recipe small(String name) {
        return Recipes.load(
                name,
                List.of(
                        "steps=2",
                        "training.batch-size=4",
                        "training.alternation.burst=none",
                        "output.report-every=1",
                        "output.samples=4"));
    }

    static SampleSource noise(Recipe recipe) {
        if (recipe.data() instanceof Recipe.Data.Points points) {
            return new Points(points.source());
        }
        Shape shape = recipe.data().shape();
        byte[] pixels = new byte[(int) (IMAGES * shape.size())];
        new Random(1).nextBytes(pixels);
        int[] labels = IntStream.range(0, IMAGES).map(i -> i % 10).toArray();
        List<String> classes = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        return new Dataset("noise", "memory", shape, pixels, labels, classes);
    }

    @ParameterizedTest
    @MethodSource("names")
    void recipeTrains(String name) {
        Recipe recipe = small(name);
        List<Report> reports = new ArrayList<>();
        try (Composition run = new Composition(recipe, noise(recipe))) {
            float[] before = run.samples();
            run.training().run(2, () -> false, List.of(new Listener() {
                @Override
                public void reported(Report report) {
                    reports.add(report);
                }
            }));
            assertFalse(Arrays.equals(before, run.samples()), "the generator moves");
        }
        for (double mean : reports.get(1).meters().values()) {
            assertTrue(Double.isFinite(mean), () -> reports.get(1).meters().toString());
        }
    }
}
