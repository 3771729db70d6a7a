package org.monge.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.data.Modes.Center;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;

/**
 * Points in the plane, drawn without end: the toy data of Gulrajani et al. (2017), to the scales of the code that the
 * authors published.
 */
public enum PointCloud {
    /** Eight Gaussians on a circle; the label of a point is its Gaussian, counter-clockwise from (r, 0). */
    EIGHT_GAUSSIANS("8-gaussians", "(2 (cos k pi/4, sin k pi/4) + 0.02 N(0, I)) / 1.414, k = 0..7"),

    /** Twenty-five Gaussians on a grid; the label of a point is its Gaussian, column by column from the lower left. */
    TWENTY_FIVE_GAUSSIANS("25-gaussians", "((2i, 2j) + 0.05 N(0, I)) / 2.828, i = -2..2, j = -2..2"),

    /** A spiral of radius t and angle t with noise, t = 1.5 pi (1 + 2u) with u from U[0, 1); without labels. */
    SWISS_ROLL("swiss-roll", "(t (cos t, sin t) + 0.25 N(0, I)) / 7.5, t = 1.5 pi (1 + 2 U[0, 1))");

    private static final double ROLL_NOISE = 0.25;
    private static final double ROLL_SCALE = 7.5;

    private final String label;
    private final String formula;

    PointCloud(String label, String formula) {
        this.label = label;
        this.formula = formula;
    }

    private static Modes ring() {
        List<Center> centers = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            centers.add(new Center(2 * Math.cos(k * Math.PI / 4) / 1.414, 2 * Math.sin(k * Math.PI / 4) / 1.414));
        }
        return new Modes(centers, 0.02 / 1.414);
    }

    private static Modes grid() {
        List<Center> centers = new ArrayList<>();
        for (int i = -2; i <= 2; i++) {
            for (int j = -2; j <= 2; j++) {
                centers.add(new Center(2 * i / 2.828, 2 * j / 2.828));
            }
        }
        return new Modes(centers, 0.05 / 2.828);
    }

    /** The Gaussians that the points come from, if they come from any. */
    public Optional<Modes> modes() {
        return switch (this) {
            case EIGHT_GAUSSIANS -> Optional.of(ring());
            case TWENTY_FIVE_GAUSSIANS -> Optional.of(grid());
            case SWISS_ROLL -> Optional.empty();
        };
    }

    /** Fresh points, and the Gaussian of each where they come from Gaussians. */
    Batch draw(int count, RandomStream random) {
        return modes().map(modes -> mixture(modes, count, random)).orElseGet(() -> roll(count, random));
    }

    private static Batch mixture(Modes modes, int count, RandomStream random) {
        int kinds = modes.centers().size();
        float[] places = new float[2 * kinds];
        for (int k = 0; k < kinds; k++) {
            places[2 * k] = (float) modes.centers().get(k).x();
            places[2 * k + 1] = (float) modes.centers().get(k).y();
        }
        Tensor labels = random.uniform(ScalarType.Double, count)
                .mul(new Scalar((double) kinds))
                .to(ScalarType.Long); // (N), in 0..kinds-1
        Tensor centers = HostTensors.floats(places, kinds, 2).index_select(0, labels); // (N, 2)
        Tensor noise = random.normal(ScalarType.Float, count, 2).mul(new Scalar(modes.deviation()));
        return new Batch(centers.add(noise), Optional.of(labels));
    }

    private static Batch roll(int count, RandomStream random) {
        Tensor angle = random.uniform(ScalarType.Double, count)
                .mul(new Scalar(2.0))
                .add(new Scalar(1.0))
                .mul(new Scalar(1.5 * Math.PI)); // (N)
        Tensor spiral = torch.stack(new TensorVector(angle.mul(angle.cos()), angle.mul(angle.sin())), 1); // (N, 2)
        Tensor noise = random.normal(ScalarType.Double, count, 2).mul(new Scalar(ROLL_NOISE));
        return new Batch(spiral.add(noise).div(new Scalar(ROLL_SCALE)).to(ScalarType.Float), Optional.empty());
    }

    /** How points are drawn, as a formula. */
    String formula() {
        return formula;
    }

    /** The word for it: {@code 8-gaussians}, {@code 25-gaussians} or {@code swiss-roll}. */
    @Override
    public String toString() {
        return label;
    }
}
