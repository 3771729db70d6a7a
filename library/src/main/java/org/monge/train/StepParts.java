package org.monge.train;

import static org.monge.engine.Scope.scoped;
import static org.monge.engine.Scope.withoutGrad;
import static org.monge.network.Mode.TRAINING;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.SampleStream;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.latent.Latent;
import org.monge.network.Discriminator;
import org.monge.network.Generator;

/**
 * The computations that a turn of the game is made of, each alone, for measuring. None of them moves a weight; a batch
 * normalisation's running statistics do move.
 */
public final class StepParts implements AutoCloseable {
    private final Generator generator;
    private final Discriminator discriminator;
    private final Players players;
    private final Rules rules;
    private final SampleStream reals;
    private final Latent latent;
    private final RandomStream random = new RandomStream(1);

    public StepParts(Players players, Rules rules, SampleStream reals, Latent latent) {
        this.players = players;
        this.generator = players.generator();
        this.discriminator = players.discriminator();
        this.rules = rules;
        this.reals = reals;
        this.latent = latent;
    }

    /** Each part by its name; all but the last are parts of one discriminator update. */
    public Map<String, Runnable> byName() {
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("real batch", () -> scoped(reals::next));
        parts.put("generate", () -> scoped(this::fakes));
        parts.put("score and backward", () -> scoped(this::score));
        parts.put("penalty and backward", () -> scoped(this::penalty));
        parts.put("generator loss and backward", () -> scoped(this::generatorGradients));
        return parts;
    }

    private Tensor fakes() {
        return withoutGrad(() -> generator.generate(latent.sample(rules.batchSize(), random), rules.fakes()));
    }

    private void score() {
        Tensor samples = reals.next().samples();
        Tensor loss = rules.objective()
                .discriminatorLoss(discriminator.score(samples, TRAINING), discriminator.score(samples, TRAINING));
        Gradients.of(loss, discriminator.parameters());
    }

    private void penalty() {
        Tensor samples = reals.next().samples();
        Tensor penalty = rules.penalty().evaluate(discriminator, samples, samples.neg(), random);
        if (penalty.requires_grad()) {
            Gradients.of(penalty, discriminator.parameters());
        }
    }

    private void generatorGradients() {
        Tensor fake = generator.generate(latent.sample(rules.batchSize(), random), TRAINING);
        Tensor fakeScores = discriminator.score(fake, TRAINING);
        Tensor loss = rules.objective()
                .generatorLoss(() -> discriminator.score(reals.next().samples(), TRAINING), fakeScores);
        Gradients.of(loss, players.generator().parameters());
    }

    @Override
    public void close() {
        random.close();
    }
}
