package org.monge.representation;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.Layer;
import org.monge.network.Sequential;

/**
 * A discriminator as a feature extractor: the activations of all its convolution layers, each max-pooled to 4 by 4 and
 * flattened, side by side. Radford et al. (2015), section 5.1.
 *
 * <p>A convolution's activations are those after its normalisation and its nonlinearity: the last images before the next
 * convolution, or before there are no images any more. A block of convolutions, such as {@code Residual}, counts as one.
 * Maps smaller than 4 by 4 stay as they are. What has one value only is a score, and no feature.
 */
public final class ConvolutionFeatures {
    private static final long SIDE = 4;

    private final Sequential discriminator;
    private final List<Integer> taken;
    private final int size;

    /**
     * @param discriminator must outlive this
     * @throws IllegalArgumentException if it has no convolution, or must be told the classes of samples
     */
    public ConvolutionFeatures(Sequential discriminator) {
        Require.that(!discriminator.isConditional(), "discriminator", "one that needs no labels", "a conditional one");
        this.discriminator = discriminator;
        List<Architecture.Row> rows = discriminator.architecture().rows(discriminator.input());
        taken = taken(rows);
        Require.that(!taken.isEmpty(), "discriminator", "one with a convolution", "none");
        size = taken.stream().mapToInt(row -> size(rows.get(row).output())).sum();
    }

    private static List<Integer> taken(List<Architecture.Row> rows) {
        List<Integer> taken = new ArrayList<>();
        boolean convolved = false;
        for (int i = 0; i < rows.size(); i++) {
            convolved |= convolves(rows.get(i).layer());
            Shape output = rows.get(i).output();
            boolean image = output.rank() == 3 && output.size() > 1;
            boolean last = i + 1 == rows.size()
                    || rows.get(i + 1).output().rank() != 3
                    || convolves(rows.get(i + 1).layer());
            if (convolved && image && last) {
                taken.add(i);
                convolved = false;
            }
        }
        return taken;
    }

    private static boolean convolves(Layer layer) {
        return layer instanceof Convolution || layer.parts().stream().anyMatch(ConvolutionFeatures::convolves);
    }

    private static int size(Shape map) {
        return Math.toIntExact(map.get(0) * Math.min(SIDE, map.get(1)) * Math.min(SIDE, map.get(2)));
    }

    /** How many features one sample has. */
    public int size() {
        return size;
    }

    /** The features of {@code samples}, {@code (N, size)}, without gradients. */
    public Tensor of(Tensor samples) {
        return Scope.withoutGrad(() -> {
            List<Tensor> activations = discriminator.activations(samples);
            TensorVector features = new TensorVector();
            for (int layer : taken) {
                Tensor map = activations.get(layer); // (N, C, H, W)
                long[] pooled = {Math.min(SIDE, map.size(2)), Math.min(SIDE, map.size(3))};
                features.push_back(torch.adaptive_max_pool2d(map, pooled).get0().flatten(1, -1));
            }
            return torch.cat(features, 1);
        });
    }
}
