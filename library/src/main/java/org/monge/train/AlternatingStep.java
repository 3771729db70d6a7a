package org.monge.train;

import static org.monge.engine.Scope.scoped;
import static org.monge.engine.Scope.withoutGrad;
import static org.monge.network.Mode.TRAINING;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.data.SampleStream;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.engine.Stateful;
import org.monge.latent.Latent;
import org.monge.network.Discriminator;
import org.monge.network.Generator;
import org.monge.objective.Objective;

/**
 * One turn of the game: {@code discriminatorSteps} discriminator updates, then one generator update. Goodfellow et al.
 * (2014), algorithm 1; with a Wasserstein objective and a gradient penalty, Gulrajani et al. (2017), algorithm 1.
 */
public final class AlternatingStep implements Stateful, AutoCloseable {
    private final Players players;
    private final Generator generator;
    private final Discriminator discriminator;
    private final Rules rules;
    private final Objective objective;
    private final SampleStream reals;
    private final Latent latent;
    private final RandomStream latents;
    private final RandomStream mixing;
    private final Meters meters;
    private long imagesSeen;

    /** Takes over nothing but its own random streams and meters: players and reals are closed by who made them. */
    public AlternatingStep(Players players, Rules rules, SampleStream reals, Latent latent, long seed) {
        this.players = players;
        this.generator = players.generator();
        this.discriminator = players.discriminator();
        this.rules = rules;
        this.objective = rules.objective();
        this.reals = reals;
        this.latent = latent;
        this.latents = RandomStream.named("latents", seed);
        this.mixing = RandomStream.named("mixing", seed);
        this.meters = new Meters(List.of(
                "discriminator/loss",
                "discriminator/fake",
                "discriminator/real",
                "discriminator/penalty",
                "generator/loss",
                objective.divergence()));
    }

    /** Plays one turn. */
    public void run() {
        for (int k = 0; k < rules.discriminatorSteps(); k++) {
            scoped(this::updateDiscriminator);
        }
        scoped(this::updateGenerator);
    }

    private void updateDiscriminator() {
        Tensor real = reals.next(); // (N, ...)
        Tensor fake = withoutGrad(() -> generator.generate(latent.sample(real.size(0), latents), rules.fakes()));
        Tensor realLoss = objective.realLoss(discriminator.score(real, TRAINING));
        Tensor fakeLoss = objective.fakeLoss(discriminator.score(fake, TRAINING));
        Tensor loss = realLoss.add(fakeLoss);
        Tensor penalty = rules.penalty().evaluate(discriminator, real, fake, mixing);
        Tensor total = loss.add(penalty);
        players.discriminatorDescent().minimize(total);
        discriminator.enforceBounds();

        meters.add("discriminator/loss", total);
        meters.add("discriminator/real", realLoss);
        meters.add("discriminator/fake", fakeLoss);
        meters.add("discriminator/penalty", penalty);
        meters.add(objective.divergence(), objective.divergence(loss));
        imagesSeen += real.size(0);
    }

    private void updateGenerator() {
        Tensor fake = generator.generate(latent.sample(rules.batchSize(), latents), TRAINING); // (N, ...)
        Tensor loss = objective.generatorLoss(discriminator.score(fake, TRAINING));
        players.generatorDescent().minimize(loss);
        generator.enforceBounds();
        meters.add("generator/loss", loss);
    }

    /**
     * Looks for a weight that is no finite number: losses tell of a broken generator only at the next step.
     *
     * @throws DivergedException naming the player
     */
    void requireFiniteWeights(long step, long seed) {
        requireFinite("generator weights", generator.parameters(), step, seed);
        requireFinite("discriminator weights", discriminator.parameters(), step, seed);
    }

    private static void requireFinite(String name, TensorVector weights, long step, long seed) {
        for (long i = 0; i < weights.size(); i++) {
            Tensor weight = weights.get(i);
            double sum = Scope.reading(() -> weight.detach().sum().item_double());
            if (!Double.isFinite(sum)) {
                throw new DivergedException(step, name, sum, seed);
            }
        }
    }

    public Meters meters() {
        return meters;
    }

    /** Real images that the discriminator has been shown. */
    public long imagesSeen() {
        return imagesSeen;
    }

    @Override
    public void describe(State state) {
        state.part("generator", players.generator());
        state.part("discriminator", players.discriminator());
        state.part("generator-descent", players.generatorDescent());
        state.part("discriminator-descent", players.discriminatorDescent());
        state.part("reals", reals);
        state.part("latents", latents);
        state.part("mixing", mixing);
        state.part("meters", meters);
        state.number("images-seen", () -> imagesSeen, images -> imagesSeen = images);
    }

    @Override
    public void close() {
        latents.close();
        mixing.close();
        meters.close();
    }
}
