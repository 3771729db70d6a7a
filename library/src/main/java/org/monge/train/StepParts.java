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
import org.monge.latent.Source;
import org.monge.network.Discriminator;

/**
 * The computations that a turn of the game is made of, each alone, for measuring. None of them moves a weight; a batch
 * normalisation's running statistics do move.
 */
public final class StepParts implements AutoCloseable {
    private final Players players;
    private final Rules rules;
    private final SampleStream reals;
    private final Source source;
    private final RandomStream random;

    public StepParts(Players players, Rules rules, SampleStream reals, Source source) {
        this.players = players;
        this.rules = rules;
        this.reals = reals.on(players.device());
        this.source = source;
        this.random = new RandomStream(1, players.device());
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
        Hand hand = new Hand(players, reals);
        return withoutGrad(() -> hand.generator().generate(starts(hand), rules.fakes()));
    }

    private void score() {
        Hand hand = new Hand(players, reals);
        Discriminator discriminator = hand.discriminator();
        Tensor samples = show(hand.real());
        Scores scores = Scores.of(discriminator, samples, samples);
        Tensor loss = rules.losses().objective().discriminatorLoss(scores.real(), scores.fake());
        Gradients.of(loss, discriminator.parameters());
    }

    private void penalty() {
        Hand hand = new Hand(players, reals);
        Discriminator discriminator = hand.discriminator();
        Tensor samples = show(hand.real());
        Tensor penalty = rules.losses().penalty().evaluate(discriminator, samples, samples.neg(), random);
        if (penalty.requires_grad()) {
            Gradients.of(penalty, discriminator.parameters());
        }
    }

    private void generatorGradients() {
        Hand hand = new Hand(players, reals);
        Discriminator discriminator = hand.discriminator();
        Tensor fakeScores = discriminator.score(show(hand.generator().generate(starts(hand), TRAINING)), TRAINING);
        Tensor loss = rules.losses()
                .objective()
                .generatorLoss(() -> discriminator.score(show(hand.real()), TRAINING), fakeScores);
        Gradients.of(loss, players.generator().parameters());
    }

    private Tensor starts(Hand hand) {
        return hand.starts(source, rules.batchSize(), random);
    }

    private Tensor show(Tensor samples) {
        return rules.presentation().show(samples, 0, random);
    }

    @Override
    public void close() {
        random.close();
    }
}
