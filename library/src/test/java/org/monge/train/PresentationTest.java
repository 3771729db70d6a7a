package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.engine.Scope.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.train.Presentation.Noise;

class PresentationTest {
    private final RandomStream random = new RandomStream(1);

    @Test
    void packStacksTheChannelsOfNeighbors() {
        Presentation pairs = new Presentation(2, new Noise.None());
        assertEquals(Shape.of(6, 4, 4), pairs.shape(Shape.of(3, 4, 4)));
        assertEquals(Shape.of(4), pairs.shape(Shape.of(2)));
        scoped(() -> {
            Tensor samples = random.normal(ScalarType.Double, 4, 3, 2, 2);
            Tensor shown = pairs.show(samples, 0, random);
            assertArrayEquals(new long[] {2, 6, 2, 2}, Tensors.shape(shown));
            Tensor second = shown.select(0, 1);
            assertArrayEquals(Tensors.values(samples.select(0, 2)), Tensors.values(second.narrow(0, 0, 3)));
            assertArrayEquals(Tensors.values(samples.select(0, 3)), Tensors.values(second.narrow(0, 3, 3)));
        });
    }

    @Test
    void annealedNoiseFallsEvenlyToNothing() {
        Noise noise = new Noise.Annealed(0.8, 100);
        assertEquals(0.8, deviation(noise, 0), 0.02);
        assertEquals(0.4, deviation(noise, 50), 0.01);
        assertEquals(0, deviation(noise, 100));
        assertEquals(0, deviation(noise, 1000));
    }

    /** Of 10,000 values: their deviation is known to about 1 / sqrt(20,000), 0.7%; the bounds above are 2.5%. */
    private double deviation(Noise noise, long step) {
        double[] found = new double[1];
        scoped(() -> {
            Tensor zeros = torch.zeros(new long[] {100, 100}, new TensorOptions(ScalarType.Double));
            found[0] = noise.addTo(zeros, step, random).square().mean().sqrt().item_double();
        });
        return found[0];
    }

    @Test
    void plainSamplesAreShownAsTheyAre() {
        scoped(() -> {
            Tensor samples = random.normal(ScalarType.Double, 4, 2);
            assertArrayEquals(
                    Tensors.values(samples), Tensors.values(Presentation.plain().show(samples, 0, random)));
        });
    }
}
