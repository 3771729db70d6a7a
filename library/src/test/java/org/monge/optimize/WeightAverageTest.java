package org.monge.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Sequential;
import org.monge.network.SpectralNorm;

class WeightAverageTest {
    private static Sequential network(long seed) {
        Architecture architecture = new Architecture(
                new Initializer.HeUniform(), List.of(new SpectralNorm(new Dense(4, true)), new Dense(1, true)));
        try (RandomStream random = new RandomStream(seed)) {
            return architecture.build(Shape.of(3), random);
        }
    }

    @Test
    void weightsComeNearerByOneLessTheDecay() {
        try (Sequential live = network(1);
                Sequential average = network(2);
                WeightAverage mean = new WeightAverage(live, average, 0.75)) {
            double[] start = values(live, "1.weight");
            assertArrayEquals(start, values(average, "1.weight"), "a copy to begin with");
            scoped(() -> Scope.mutating(() -> live.tensors().get("1.weight").add_(new Scalar(8.0))));
            mean.update();
            double[] moved = values(average, "1.weight");
            for (int i = 0; i < start.length; i++) {
                assertEquals(start[i] + 2, moved[i], 1e-6, "float");
            }
        }
    }

    @Test
    void directionsOfSpectralNormStayUnitVectors() {
        try (Sequential live = network(1);
                Sequential average = network(2);
                WeightAverage mean = new WeightAverage(live, average, 0.9)) {
            scoped(() -> Scope.mutating(() -> {
                Tensor direction = live.tensors().get("0.weight_u");
                direction.copy_(direction.roll(1));
            }));
            mean.update();
            assertArrayEquals(values(live, "0.weight_u"), values(average, "0.weight_u"));
            assertArrayEquals(values(live, "0.weight_v"), values(average, "0.weight_v"));
        }
    }

    private static double[] values(Sequential network, String name) {
        return Tensors.values(network.tensors().get(name));
    }
}
