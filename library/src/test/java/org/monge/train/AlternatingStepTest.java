package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.optimize.Adam;

class AlternatingStepTest {
    @Test
    void leavesNoNativeObjectBehind() {
        try (Toys toys = Toys.ring(1)) {
            toys.turn.run();
            Tensors.assertNothingNativeIsLeft(toys.turn::run);
        }
    }

    @Test
    void repeatsBitForBitFromTheSameSeed() {
        assertEquals(means(7), means(7));
        assertNotEquals(means(7), means(8));
    }

    private static List<Map<String, Double>> means(long seed) {
        try (Toys toys = Toys.ring(seed)) {
            List<Map<String, Double>> means = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                toys.turn.run();
                means.add(toys.turn.meters().take());
            }
            return means;
        }
    }

    /** The data is N((2, -1), 0.1^2 I); the generator starts around the origin. */
    @Test
    void movesTheGeneratorOntoTheData() {
        try (Toys toys = new Toys(3, new Adam(1e-3, 0.0, 0.9, 1e-8), new Toys.Blob(3))) {
            for (int i = 0; i < 600; i++) {
                toys.turn.run();
            }
            float[] mean = mean(toys);
            assertEquals(2, mean[0], 0.15);
            assertEquals(-1, mean[1], 0.15);
        }
    }

    private static float[] mean(Toys toys) {
        try (RandomStream random = new RandomStream(9)) {
            return Scope.reading(() -> {
                Tensor latents = random.normal(ScalarType.Float, 500, 4);
                return HostTensors.floats(toys.generator.generate(latents).mean(0));
            });
        }
    }

    @Test
    void lossIsTheSumOfItsPartsAndTheEstimateItsNegativeWithoutPenalty() {
        try (Toys toys = Toys.ring(4)) {
            toys.turn.run();
            Map<String, Double> means = toys.turn.meters().take();
            double parts = means.get("discriminator/real") + means.get("discriminator/fake");
            assertEquals(-parts, means.get("wasserstein"), 1e-6);
            assertEquals(parts + means.get("discriminator/penalty"), means.get("discriminator/loss"), 1e-6);
        }
    }

    @Test
    void countsTheImagesThatTheDiscriminatorSaw() {
        try (Toys toys = Toys.ring(5)) {
            toys.turn.run();
            toys.turn.run();
            assertEquals(2 * 3 * Toys.BATCH, toys.turn.imagesSeen());
        }
    }

    @Test
    void divergenceNamesStepMeterAndSeed() {
        try (Toys toys = new Toys(6, new Adam(1e30, 0.0, 0.9, 1e-8), new Toys.Ring(6))) {
            Training training = new Training(toys.turn, new Cadence(10, 10, 10), 6);
            var diverged = assertThrows(DivergedException.class, () -> training.run(100, () -> false, List.of()));
            assertTrue(
                    diverged.getMessage().matches("diverged at step \\d+: \\S+ must be finite, got \\S+ \\(seed 6\\)"),
                    diverged.getMessage());
            assertEquals(training.step(), diverged.step());
        }
    }

    /** A generator of broken weights is found at the next step's losses; here its weights are broken between two steps. */
    @Test
    void nothingIsSavedOnceANumberIsNotFinite() {
        try (Toys toys = Toys.ring(7)) {
            Training training = new Training(toys.turn, new Cadence(10, 10, 1), 7);
            List<Long> saved = new ArrayList<>();
            List<Listener> listeners = List.of(new Listener() {
                @Override
                public void checkpointed(long step) {
                    saved.add(step);
                }

                @Override
                public void stopped(long step) {
                    saved.add(-step);
                }
            });
            training.run(2, () -> false, listeners);
            Scope.mutating(() -> toys.generator.parameters().get(0).fill_(new Scalar(Double.NaN)));
            assertThrows(DivergedException.class, () -> training.run(5, () -> false, listeners));
            assertEquals(List.of(1L, 2L, -2L), saved);
        }
    }

    /** The losses of one step are judged before the generator moves, so its weights are looked at themselves. */
    @Test
    void weightsThatBreakInTheLastUpdateAreFound() {
        try (Toys toys = new Toys(8, new Adam(1e-3, 0.0, 0.9, 1e-8), new Toys.Ring(8))) {
            toys.turn.run();
            Scope.mutating(() -> toys.generator.parameters().get(0).fill_(new Scalar(Double.POSITIVE_INFINITY)));
            toys.turn.meters().requireFinite(1, 8);
            var diverged = assertThrows(DivergedException.class, () -> toys.turn.requireFiniteWeights(1, 8));
            assertTrue(diverged.getMessage().contains("generator weights must be finite"), diverged.getMessage());
        }
    }
}
