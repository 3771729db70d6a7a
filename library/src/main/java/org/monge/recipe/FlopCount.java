package org.monge.recipe;

import java.util.List;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Convolutions.TransposedConvolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.DenseLayers.Maxout;
import org.monge.network.Layer;
import org.monge.network.ProjectionHead;
import org.monge.network.Residual;
import org.monge.objective.FiniteDifferencePenalty;
import org.monge.objective.PairedObjective;
import org.monge.objective.Penalty;
import org.monge.objective.Sum;
import org.monge.train.Alternation;

/**
 * Floating-point operations of the plain algorithm, however a step comes by its result. Counted are the products of dense
 * layers and convolutions, an addition and a multiplication for each weight and place that it is used at, padding
 * included; nothing else is (normalisations, activations, resampling, losses, optimizers).
 *
 * <p>A network of F operations forward takes F more for the gradient by its weights and F more for that by its input; the
 * first layers are spared the latter where nobody asks for the gradient by the network's input. A penalty on slopes takes
 * 4F: the scores, their slope, and the slope's gradient by the weights and by what flows through each layer, as is exact
 * where activations are piecewise linear. The fakes of a discriminator's update take the generator's F.
 */
public final class FlopCount {
    private FlopCount() {}

    /**
     * Of one network and one sample, forward.
     *
     * @param forward of all layers
     * @param first of the layers that the input reaches without passing another that counts
     */
    private record Network(long forward, long first) {
        Network then(Network next) {
            return new Network(forward + next.forward, forward == 0 ? next.first : first);
        }

        Network beside(Network other) {
            return new Network(forward + other.forward, first + other.first);
        }

        /** Forward and the gradient by the weights. */
        long trained() {
            return 3 * forward - first;
        }

        /** Forward and the gradient by the input. */
        long passed() {
            return 2 * forward;
        }
    }

    /** Of one step, with the updates that the recipe's alternation has outside bursts. */
    public static long ofStep(Recipe recipe) {
        Recipe.Training training = recipe.training();
        Alternation alternation = training.alternation();
        Shape sample = recipe.data().shape();
        Network generator = of(recipe.generator(), recipe.latent().shape(sample));
        Network discriminator =
                of(recipe.discriminator(), training.presentation().shape(sample));
        long fakes = training.batchSize();
        long shown = fakes / training.presentation().packing();

        boolean fresh = alternation.order() == Alternation.Order.ALTERNATING;
        long discriminatorUpdate = (fresh ? fakes * generator.forward : 0)
                + shown * (2 * discriminator.trained() + penalty(recipe.penalty(), discriminator));
        long reals = recipe.objective() instanceof PairedObjective ? discriminator.forward : 0;
        long generatorUpdate = fakes * generator.trained() + shown * (discriminator.passed() + reals);
        return alternation.discriminatorSteps() * discriminatorUpdate + alternation.generatorSteps() * generatorUpdate;
    }

    /** Of one sample forward through a network. */
    public static long ofSample(Architecture architecture, Shape input) {
        return of(architecture, input).forward;
    }

    private static long penalty(Penalty penalty, Network discriminator) {
        if (penalty instanceof Sum sum) {
            return sum.of().stream()
                    .mapToLong(term -> penalty(term, discriminator))
                    .sum();
        }
        if (penalty instanceof FiniteDifferencePenalty) {
            return 2 * discriminator.trained();
        }
        return penalty.differentiatesScores() ? 4 * discriminator.forward : 0;
    }

    private static Network of(Architecture architecture, Shape input) {
        return of(architecture.layers(), input);
    }

    private static Network of(List<Layer> layers, Shape input) {
        Network network = new Network(0, 0);
        Shape reached = input;
        for (Layer layer : layers) {
            network = network.then(of(layer, reached));
            reached = layer.output(reached);
        }
        return network;
    }

    private static Network of(Layer layer, Shape input) {
        if (layer instanceof Residual residual) {
            return of(residual.main(), input).beside(of(residual.shortcut(), input));
        }
        if (!layer.parts().isEmpty()) {
            return of(layer.parts(), input);
        }
        long products = products(layer, input);
        return new Network(2 * products, 2 * products);
    }

    private static long products(Layer layer, Shape input) {
        if (layer instanceof Dense dense) {
            return input.size() * dense.units();
        }
        if (layer instanceof Maxout maxout) {
            return input.size() * maxout.units() * maxout.pieces();
        }
        if (layer instanceof ProjectionHead) {
            return 2 * input.size();
        }
        if (layer instanceof Convolution convolution) {
            return input.get(0)
                    * square(convolution.kernel())
                    * layer.output(input).size();
        }
        if (layer instanceof TransposedConvolution convolution) {
            return input.size() * square(convolution.kernel()) * convolution.filters();
        }
        return 0;
    }

    private static long square(long extent) {
        return extent * extent;
    }
}
