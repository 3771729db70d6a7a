package org.monge.train;

import static org.monge.engine.Scope.scoped;
import static org.monge.engine.Scope.withoutGrad;
import static org.monge.network.Mode.TRAINING;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.data.SampleStream;
import org.monge.engine.Device;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.engine.Stateful;
import org.monge.latent.Source;
import org.monge.network.Discriminator;
import org.monge.objective.Content;
import org.monge.objective.Objective;
import org.monge.objective.PointwiseObjective;

/**
 * One step of the game: updates of the discriminator, then of the generator. Goodfellow et al. (2014), algorithm 1; with a
 * Wasserstein objective, Arjovsky et al. (2017), algorithm 1, if weights are clipped, and Gulrajani et al. (2017),
 * algorithm 1, if slopes are penalised. Or both players at once: Nowozin et al. (2016), algorithm 1.
 */
public final class AlternatingStep implements Stateful, AutoCloseable {
    private final Players players;
    private final Rules rules;
    private final Objective objective;
    private final SampleStream reals;
    private final Source source;
    private final RandomStream latents;
    private final RandomStream mixing;
    private final RandomStream noise;
    private final Meters meters;
    private long step;
    private long imagesSeen;

    /** Takes over nothing but its own random streams and meters: players and reals are closed by who made them. */
    public AlternatingStep(Players players, Rules rules, SampleStream reals, Source source, long seed) {
        this.players = players;
        this.rules = rules;
        this.objective = rules.losses().objective();
        this.source = source;
        Device device = players.device();
        this.reals = reals.on(device);
        this.latents = RandomStream.named("latents", seed, device);
        this.mixing = RandomStream.named("mixing", seed, device);
        this.noise = RandomStream.named("noise", seed, device);
        this.meters = new Meters(meters(rules.losses()), device);
    }

    private static List<String> meters(Rules.Losses losses) {
        List<String> names = new ArrayList<>(List.of("discriminator/loss"));
        if (losses.objective() instanceof PointwiseObjective) {
            names.addAll(List.of("discriminator/fake", "discriminator/real"));
        }
        names.addAll(List.of("discriminator/penalty", "generator/loss"));
        if (losses.content() instanceof Content.Distance) {
            names.addAll(List.of(
                    "generator/adversarial", "generator/content", ContentBalance.ADVERSARIAL, ContentBalance.CONTENT));
        }
        names.add(losses.objective().divergence());
        return names;
    }

    /** Plays one step. */
    public void run() {
        if (rules.alternation().order() == Alternation.Order.SIMULTANEOUS) {
            scoped(this::updateBoth);
        } else {
            for (int k = 0; k < rules.alternation().discriminatorSteps(step); k++) {
                scoped(this::updateDiscriminator);
            }
            for (int k = 0; k < rules.alternation().generatorSteps(); k++) {
                scoped(this::updateGenerator);
            }
        }
        step++;
    }

    private void updateDiscriminator() {
        Hand hand = new Hand(players, reals);
        Tensor real = show(hand.real()); // (N, ...)
        Tensor fake = show(withoutGrad(() -> hand.generator().generate(starts(hand), rules.fakes())));
        Tensor loss = discriminatorLoss(hand.discriminator(), real, fake);
        players.discriminatorDescent()
                .minimize(loss, rules.pace().discriminator().at(step));
        constrain();
        imagesSeen += hand.real().size(0);
    }

    private void updateGenerator() {
        Hand hand = new Hand(players, reals);
        Tensor made = hand.generator().generate(starts(hand), TRAINING); // (N, ...)
        Tensor loss = generatorLoss(hand, made);
        players.generatorDescent().minimize(loss, rules.pace().generator().at(step));
        players.generator().enforceBounds();
    }

    private void updateBoth() {
        Hand hand = new Hand(players, reals);
        Tensor made = hand.generator().generate(starts(hand), TRAINING); // (N, ...)
        Tensor forDiscriminator = discriminatorLoss(hand.discriminator(), show(hand.real()), show(made.detach()));
        TensorVector downhill =
                Gradients.of(forDiscriminator, players.discriminator().parameters());
        Tensor forGenerator = generatorLoss(hand, made);
        players.generatorDescent()
                .minimize(forGenerator, rules.pace().generator().at(step));
        players.generator().enforceBounds();
        players.discriminatorDescent()
                .step(downhill, rules.pace().discriminator().at(step));
        constrain();
        imagesSeen += hand.real().size(0);
    }

    private void constrain() {
        rules.losses().constraint().enforce(players.discriminator());
        players.discriminator().enforceBounds();
    }

    private Tensor starts(Hand hand) {
        return hand.starts(source, rules.batchSize(), latents);
    }

    private Tensor show(Tensor samples) {
        return rules.presentation().show(samples, step, noise);
    }

    private Tensor discriminatorLoss(Discriminator discriminator, Tensor real, Tensor fake) {
        Scores scores = Scores.of(discriminator, real, fake);
        Tensor loss = objective.discriminatorLoss(scores.real(), scores.fake());
        Tensor penalty = rules.losses().penalty().evaluate(discriminator, real, fake, mixing);
        Tensor total = loss.add(penalty);

        meters.add("discriminator/loss", total);
        if (objective instanceof PointwiseObjective pointwise) {
            meters.add("discriminator/real", pointwise.realLoss(scores.real().detach()));
            meters.add("discriminator/fake", pointwise.fakeLoss(scores.fake().detach()));
        }
        meters.add("discriminator/penalty", penalty);
        meters.add(objective.divergence(), objective.divergence(loss));
        return total;
    }

    private Tensor generatorLoss(Hand hand, Tensor made) {
        Discriminator discriminator = hand.discriminator();
        Tensor fakeScores = discriminator.score(show(made), TRAINING); // (N, 1)
        Tensor adversarial =
                objective.generatorLoss(() -> discriminator.score(show(hand.real()), TRAINING), fakeScores);
        Tensor loss = rules.losses().content() instanceof Content.Distance content
                ? withContent(content, adversarial, made, hand.real())
                : adversarial;
        meters.add("generator/loss", loss);
        return loss;
    }

    private Tensor withContent(Content.Distance content, Tensor adversarial, Tensor made, Tensor wanted) {
        Tensor first = adversarial.mul(new Scalar(content.adversarialWeight()));
        Tensor second = content.between(made, wanted).mul(new Scalar(content.weight()));
        meters.add("generator/adversarial", first);
        meters.add("generator/content", second);
        meters.add(ContentBalance.ADVERSARIAL, Gradients.kept(first, made).norm());
        meters.add(ContentBalance.CONTENT, Gradients.kept(second, made).norm());
        return first.add(second);
    }

    /**
     * Looks for a weight that is no finite number: losses tell of a broken generator only at the next step.
     *
     * @throws DivergedException naming the player
     */
    void requireFiniteWeights(long at, long seed) {
        requireFinite("generator weights", players.generator().parameters(), at, seed);
        requireFinite("discriminator weights", players.discriminator().parameters(), at, seed);
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
        state.part("noise", noise);
        state.number("step", () -> step, value -> step = value);
        state.number("images-seen", () -> imagesSeen, images -> imagesSeen = images);
    }

    @Override
    public void close() {
        latents.close();
        mixing.close();
        noise.close();
        meters.close();
    }
}
