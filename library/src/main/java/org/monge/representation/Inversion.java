package org.monge.representation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.latent.Latent;
import org.monge.network.Generator;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.optimize.Schedule;

/**
 * The search for the z from which a generator makes an image: Adam on the mean squared error plus {@code prior} times
 * -log p(z) a dimension, from several z at once, with a learning rate that falls to zero. Latents stay where the prior is not
 * zero. The generator stays as it is.
 *
 * @param starts how many z, drawn from the prior
 * @param steps of descent
 * @param learningRate of the first step
 * @param prior the weight of the prior, at least 0
 */
public record Inversion(int starts, int steps, double learningRate, double prior) {
    /** @throws IllegalArgumentException if a setting is out of range */
    public Inversion {
        Require.positive("starts", starts);
        Require.positive("steps", steps);
        Require.positive("learningRate", learningRate);
        Require.notNegative("prior", prior);
    }

    /** What was found. */
    public static final class Found {
        private final float[] latent;
        private final float[] image;
        private final List<Double> errors;

        Found(float[] latent, float[] image, List<Double> errors) {
            this.latent = latent;
            this.image = image;
            this.errors = errors;
        }

        /** The z whose image is nearest. */
        public float[] latent() {
            return latent.clone();
        }

        /** That image, row-major. */
        public float[] image() {
            return image.clone();
        }

        /** Its mean squared error, without the prior. */
        public double error() {
            return errors.get(0);
        }

        /** The mean squared error that was reached from each start, in ascending order. */
        public List<Double> errors() {
            return errors;
        }
    }

    /**
     * Searches. Equal seeds find equal latents.
     *
     * @param generator from latents {@code (starts, size)} to images
     * @param image {@code (1, C, H, W)}, or whatever one sample of the generator is
     */
    public Found of(Tensor image, Generator generator, Latent latent, long seed) {
        try (RandomStream random = RandomStream.named("inversion", seed);
                Tensor z = Scope.keeping(() -> latent.sample(starts, random));
                TensorVector moved = new TensorVector(z)) {
            z.set_requires_grad(true);
            try (Descent descent = new Adam(learningRate, 0.9, 0.999, 1e-8).over(moved)) {
                Schedule falling = new Schedule.LinearDecay(0, steps);
                for (int step = 0; step < steps; step++) {
                    double factor = falling.at(step);
                    Scope.scoped(() -> descent.minimize(loss(image, generator, latent, z), factor));
                    Scope.mutating(() -> latent.confine(z));
                }
            }
            return Scope.reading(() -> best(image, generator, z));
        }
    }

    private Tensor loss(Tensor image, Generator generator, Latent latent, Tensor z) {
        Tensor surprise = latent.energy(z).mul(new Scalar(prior / latent.size()));
        return errors(image, generator.generate(z)).add(surprise).sum(); // starts do not meet
    }

    /** The mean squared error of each image, {@code (starts)}. */
    private static Tensor errors(Tensor image, Tensor made) {
        return made.sub(image).square().flatten(1, -1).mean(1);
    }

    private static Found best(Tensor image, Generator generator, Tensor z) {
        Tensor made = Scope.withoutGrad(() -> generator.generate(z));
        float[] errors = HostTensors.floats(errors(image, made));
        int best = IntStream.range(0, errors.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> errors[i]))
                .orElseThrow();
        List<Double> sorted = IntStream.range(0, errors.length)
                .mapToDouble(i -> errors[i])
                .sorted()
                .boxed()
                .toList();
        return new Found(HostTensors.floats(z.narrow(0, best, 1)), HostTensors.floats(made.narrow(0, best, 1)), sorted);
    }
}
