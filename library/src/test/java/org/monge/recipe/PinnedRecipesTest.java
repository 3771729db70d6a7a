package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.monge.latent.LowResolution;
import org.monge.latent.NormalLatent;
import org.monge.latent.Source;
import org.monge.latent.UniformLatent;
import org.monge.objective.Alpha;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.FGan;
import org.monge.objective.FiniteDifferencePenalty;
import org.monge.objective.Gan;
import org.monge.objective.GeneratorLoss;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Jeffrey;
import org.monge.objective.JensenShannon;
import org.monge.objective.Minimax;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.NonSaturating;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.objective.Sides;
import org.monge.objective.SquaredHellinger;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;
import org.monge.objective.WeightedJensenShannon;
import org.monge.optimize.Adam;
import org.monge.optimize.Optimizer;
import org.monge.optimize.RmsProp;
import org.monge.optimize.Schedule;
import org.monge.train.Alternation;
import org.monge.train.Alternation.Burst;
import org.monge.train.Alternation.Order;

/** The defaults of every named recipe beside those of its paper. Layers are pinned by {@link NamedNetworksTest}. */
class PinnedRecipesTest {
    private static final Penalty NO_PENALTY = new NoPenalty();
    private static final Penalty TEN = new GradientPenalty(10, 1, Sides.TWO_SIDED);
    private static final Constraint FREE = new NoConstraint();
    private static final Constraint CLIPPED = new WeightClipping(0.01);
    private static final Alternation SIMULTANEOUS = new Alternation(1, 1, new Burst.None(), Order.SIMULTANEOUS);

    /** What a recipe's rules are. */
    private record Pin(
            long steps,
            int batch,
            Source latent,
            Objective objective,
            Penalty penalty,
            Constraint constraint,
            Alternation alternation,
            Optimizer optimizer) {
        static Pin of(Recipe recipe) {
            Recipe.Training training = recipe.training();
            assertEquals(
                    training.discriminator().optimizer(), training.generator().optimizer(), "equal for both players");
            return new Pin(
                    recipe.steps(),
                    training.batchSize(),
                    recipe.latent(),
                    recipe.objective(),
                    recipe.penalty(),
                    recipe.constraint(),
                    training.alternation(),
                    training.discriminator().optimizer());
        }
    }

    private final Map<String, Pin> pins = new HashMap<>();

    @Test
    void everyRecipeIsAsItsPaperHasIt() {
        wganGp();
        wgan();
        dcgan();
        original();
        fGan();
        toys();
        deepToy();
        List<String> pinned = new ArrayList<>(Recipes.names());
        pinned.removeAll(pins.keySet());
        assertEquals(List.of(), pinned, "recipes without a pin");
        pins.forEach((name, pin) -> assertEquals(pin, Pin.of(Recipes.named(name)), name));
    }

    /*
     * Gulrajani et al. (2017), algorithm 1: lambda 10, n_critic 5, Adam 1e-4, beta 0 and 0.9. Its code for MNIST: batch 50,
     * 200,000 steps, beta 0.5 and 0.9, latent 128; for the residual networks (appendix F): batch 64, 100,000 steps, Adam
     * 2e-4, beta 0 and 0.9, decaying linearly to 0. The tutorial on Fashion-MNIST: batch 64, 5,000 steps, Adam 1e-4, 0.5,
     * 0.9, Keras' epsilon 1e-7. The small recipes are ours.
     */
    private void wganGp() {
        Wasserstein w = new Wasserstein();
        Alternation five = Alternation.of(5);
        Source wide = new NormalLatent(128);
        pin("wgan-gp-fashion", new Pin(5000, 64, wide, w, TEN, FREE, five, new Adam(1e-4, 0.5, 0.9, 1e-7)));
        pin("wgan-gp-mnist", new Pin(200_000, 50, wide, w, TEN, FREE, five, new Adam(1e-4, 0.5, 0.9, 1e-8)));
        pin("wgan-gp-resnet-32", new Pin(100_000, 64, wide, w, TEN, FREE, five, new Adam(2e-4, 0, 0.9, 1e-8)));
        Recipe.Training resnet = Recipes.named("wgan-gp-resnet-32").training();
        assertEquals(
                new Schedule.LinearDecay(0, 100_000), resnet.discriminator().schedule());
        assertEquals(new Schedule.LinearDecay(0, 100_000), resnet.generator().schedule());

        Alternation two = Alternation.of(2);
        Adam fast = new Adam(1e-3, 0.5, 0.9, 1e-7);
        Source small = new NormalLatent(64);
        pin("wgan-gp-small", new Pin(4000, 32, small, w, TEN, FREE, two, fast));
        pin("wgan-gp-layernorm", new Pin(4000, 32, small, w, TEN, FREE, two, fast));
        pin("conditional-fashion", new Pin(4000, 32, small, w, TEN, FREE, two, fast));
        Penalty oneSided = new GradientPenalty(10, 1, Sides.ONE_SIDED);
        pin("wgan-gp-one-sided", new Pin(4000, 32, small, w, oneSided, FREE, two, fast));
        Penalty difference = new FiniteDifferencePenalty(10, 1);
        pin("wgan-gp-finite-difference", new Pin(4000, 32, small, w, difference, FREE, two, fast));

        // Ledig et al. (2017), eq. 3: content + 1e-3 adversarial. Their content is of features, ours L1.
        Adam adam = new Adam(5e-4, 0.5, 0.9, 1e-8);
        pin("super-resolution", new Pin(4000, 32, new LowResolution(4), w, TEN, FREE, Alternation.of(1), adam));
        assertEquals(new Content.L1(1, 1e-3), Recipes.named("super-resolution").content());
    }

    /*
     * Arjovsky et al. (2017), algorithm 1: RMSProp 5e-5, c 0.01, batch 64, n_critic 5; the program: 100 critic updates in
     * the first 25 steps and every 500th, latent 100, PyTorch's RMSProp (0.99, 1e-8). The tutorial: 2,000 steps, latent
     * 128, Keras' RMSprop (0.9, 1e-7).
     */
    private void wgan() {
        Wasserstein w = new Wasserstein();
        Alternation bursts = new Alternation(5, 1, new Burst.Periodic(100, 25, 500), Order.ALTERNATING);
        Optimizer torch = new RmsProp(5e-5, 0.99, 1e-8);
        pin("wgan-mlp", new Pin(100_000, 64, new NormalLatent(100), w, NO_PENALTY, CLIPPED, bursts, torch));
        Optimizer keras = new RmsProp(5e-5, 0.9, 1e-7);
        Source wide = new NormalLatent(128);
        pin("wgan-fashion", new Pin(2000, 64, wide, w, NO_PENALTY, CLIPPED, Alternation.of(5), keras));
    }

    /*
     * Radford et al. (2015), section 4: batch 128, Adam 2e-4, beta1 0.5, latent uniform in [-1, 1], 100. Stacked MNIST as
     * in the experiments of VEEGAN: batch 64, two generator updates for each of the discriminator's.
     */
    private void dcgan() {
        Objective loss = new NonSaturating(0, 0);
        Optimizer adam = new Adam(2e-4, 0.5, 0.999, 1e-8);
        Source cube = new UniformLatent(100);
        Alternation one = Alternation.of(1);
        pin("dcgan-64", new Pin(25_000, 128, cube, loss, NO_PENALTY, FREE, one, adam));
        pin("dcgan-fashion", new Pin(10_000, 128, cube, loss, NO_PENALTY, FREE, one, adam));
        Alternation twice = new Alternation(1, 2, new Burst.None(), Order.ALTERNATING);
        pin("stacked-mnist", new Pin(50_000, 64, cube, loss, NO_PENALTY, FREE, twice, adam));
    }

    /*
     * Goodfellow et al. (2014): k = 1; the published program for MNIST: batch 100, latent uniform, 100. It takes SGD at 0.1
     * with momentum from 0.5 to 0.7 and dropout; here Adam, as DCGAN has it, and no dropout.
     */
    private void original() {
        Optimizer adam = new Adam(2e-4, 0.5, 0.999, 1e-8);
        Source cube = new UniformLatent(100);
        Alternation one = Alternation.of(1);
        Objective logD = new NonSaturating(0, 0);
        pin("gan-nonsaturating", new Pin(10_000, 100, cube, logD, NO_PENALTY, FREE, one, adam));
        pin("gan-minimax", new Pin(10_000, 100, cube, new Minimax(0, 0), NO_PENALTY, FREE, one, adam));
    }

    /* Nowozin et al. (2016), section 4.2: Adam 2e-4, beta1 0.5, latent uniform in [-1, 1], 100; batch 4096, here 100. */
    private void fGan() {
        fGan("total-variation", new Divergences.TotalVariation());
        fGan("kl", new Divergences.KullbackLeibler());
        fGan("reverse-kl", new Divergences.ReverseKullbackLeibler());
        fGan("pearson", new Divergences.Pearson());
        fGan("neyman", new Divergences.Neyman());
        fGan("squared-hellinger", new SquaredHellinger());
        fGan("jeffrey", new Jeffrey());
        fGan("jensen-shannon", new JensenShannon());
        fGan("weighted-jensen-shannon", new WeightedJensenShannon(0.3));
        fGan("gan", new Gan());
        fGan("alpha", new Alpha(0.5));
    }

    private void fGan(String name, Divergence divergence) {
        Objective objective = new FGan(divergence, GeneratorLoss.NON_SATURATING);
        Optimizer adam = new Adam(2e-4, 0.5, 0.999, 1e-8);
        Source cube = new UniformLatent(100);
        pin("fgan-" + name, new Pin(10_000, 100, cube, objective, NO_PENALTY, FREE, SIMULTANEOUS, adam));
    }

    /*
     * gan_toy of Gulrajani et al. (2017): batch 256, n_critic 5, latent 2; with a penalty lambda 0.1 and Adam 1e-4, 0.5,
     * 0.9; with clipping RMSProp 5e-5, c 0.01 (TensorFlow 1: 0.9, 1e-10); 100,000 steps, here 20,000.
     */
    private void toys() {
        for (String toy : List.of("toy-8gaussians", "toy-25gaussians", "toy-swissroll")) {
            Wasserstein w = new Wasserstein();
            Source plane = new NormalLatent(2);
            Alternation five = Alternation.of(5);
            Penalty tenth = new GradientPenalty(0.1, 1, Sides.TWO_SIDED);
            pin(toy, new Pin(20_000, 256, plane, w, tenth, FREE, five, new Adam(1e-4, 0.5, 0.9, 1e-8)));
            Optimizer rmsProp = new RmsProp(5e-5, 0.9, 1e-10);
            pin(toy + "-clipping", new Pin(20_000, 256, plane, w, NO_PENALTY, CLIPPED, five, rmsProp));
        }
    }

    /* Figure 1b there: twelve layers in both networks; the penalty and the optimizer of gan_toy. */
    private void deepToy() {
        pin("toy-swissroll-deep", Pin.of(Recipes.named("toy-swissroll")));
        assertEquals(
                23, Recipes.named("toy-swissroll-deep").discriminator().layers().size(), "12 dense, 11 ReLU");
    }

    private void pin(String name, Pin pin) {
        pins.put(name, pin);
    }
}
