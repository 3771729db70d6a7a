package org.monge.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.monge.Tensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.network.Architecture;
import org.monge.network.Clipped;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Sequential;
import org.monge.objective.NoPenalty;
import org.monge.objective.Wasserstein;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;

class BoundsTest {
    private static final double BOUND = 0.01;

    /** Adam moves each weight by about its rate, which is as large as the bound: without clipping all would be beyond. */
    @Test
    void everyUpdateBringsClippedWeightsBack() {
        RandomStream random = new RandomStream(1);
        Adam adam = new Adam(BOUND, 0, 0.9, 1e-8);
        try (Sequential generator = clipped(2).build(Shape.of(4), random);
                Sequential critic = clipped(1).build(Shape.of(2), random);
                Descent generatorDescent = adam.over(generator.parameters());
                Descent criticDescent = adam.over(critic.parameters());
                AlternatingStep turn = new AlternatingStep(
                        new Players(generator, critic, generatorDescent, criticDescent),
                        Rules.of(new Wasserstein(), new NoPenalty(), 3, Toys.BATCH),
                        new Toys.Ring(1),
                        new NormalLatent(4),
                        1)) {
            for (int i = 0; i < 3; i++) {
                turn.run();
                assertBounded(generator);
                assertBounded(critic);
            }
        }
    }

    private static Architecture clipped(long units) {
        return new Architecture(
                new Initializer.HeUniform(),
                List.of(new Clipped(new Dense(8, true), BOUND), new Clipped(new Dense(units, false), BOUND)));
    }

    private static void assertBounded(Sequential network) {
        network.tensors().forEach((name, tensor) -> {
            double largest =
                    Arrays.stream(Tensors.values(tensor)).map(Math::abs).max().orElseThrow();
            assertTrue(largest <= BOUND * (1 + 1e-6), () -> name + " reaches " + largest); // 0.01 in float
        });
    }
}
