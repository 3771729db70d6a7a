package org.monge.objective;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.RandomStream;
import org.monge.network.Discriminator;
import org.monge.network.Mode;

/** Slopes of a discriminator at points, and the points themselves. */
public final class Slopes {
    /** Under the root, whose slope would be infinite where the gradient vanishes. */
    private static final double EPSILON = 1e-12;

    private Slopes() {}

    /** ||grad D||^2 at each of these points {@code (N, ...)}: {@code (N)}, over all values of a sample. */
    static Tensor squares(Discriminator discriminator, Tensor points) {
        return discriminator
                .slopes(points, Mode.TRAINING)
                .flatten(1, -1)
                .square()
                .sum(1);
    }

    /** ||grad D|| at each of these points: {@code (N)}. */
    public static Tensor norms(Discriminator discriminator, Tensor points) {
        return root(squares(discriminator, points));
    }

    /** The 2-norm of each sample {@code (N, ...)}: {@code (N)}. */
    static Tensor norms(Tensor samples) {
        return root(samples.flatten(1, -1).square().sum(1));
    }

    private static Tensor root(Tensor squares) {
        return squares.add(new Scalar(EPSILON)).sqrt();
    }

    /** A point on the line between each pair, epsilon ~ U[0, 1) of the way from fake to real. */
    public static Tensor between(Tensor real, Tensor fake, RandomStream random) {
        long[] onePerSample = new long[(int) real.dim()];
        Arrays.fill(onePerSample, 1);
        onePerSample[0] = real.size(0);
        return between(real, fake, random.uniform(real.scalar_type().intern(), onePerSample));
    }

    /** epsilon x + (1 - epsilon) G(z), with epsilon of shape {@code (N, 1, ...)}. */
    static Tensor between(Tensor real, Tensor fake, Tensor epsilon) {
        return fake.add(epsilon.mul(real.sub(fake)));
    }
}
