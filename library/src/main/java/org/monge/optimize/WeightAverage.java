package org.monge.optimize;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.network.Player;

/**
 * The exponential moving average of a player's weights and running statistics: after each step, average = decay average
 * + (1 - decay) live. Samples from the average are steadier than those of the network in training (Yazici et al., 2019).
 */
public final class WeightAverage implements AutoCloseable {
    private final double decay;
    private final TensorVector averages;
    private final TensorVector sources;

    /**
     * Starts with a copy of {@code live} in {@code average}, a player of the same architecture. Both must outlive this
     * object; {@code average} is written by {@link #update} and by nobody else.
     *
     * @throws IllegalArgumentException if {@code decay} is not at least 0 and less than 1
     */
    public WeightAverage(Player live, Player average, double decay) {
        Require.fraction("decay", decay);
        this.decay = decay;
        this.sources = tensors(live);
        this.averages = tensors(average);
        Require.that(averages.size() == sources.size(), "average", "of the same architecture", averages.size());
        Scope.mutating(() -> {
            for (long i = 0; i < sources.size(); i++) {
                averages.get(i).copy_(sources.get(i));
            }
        });
    }

    /** Moves the average towards the live weights. */
    public void update() {
        Scope.scoped(() -> Scope.mutating(() -> Foreach.lerp(averages, sources, 1 - decay)));
    }

    private static TensorVector tensors(Player player) {
        TensorVector tensors = new TensorVector();
        player.describe(new State() {
            @Override
            public void tensor(String name, Tensor live) {
                tensors.push_back(live);
            }

            @Override
            public void number(String name, LongSupplier get, LongConsumer set) {}

            @Override
            public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {}
        });
        return tensors;
    }

    @Override
    public void close() {
        averages.close();
        sources.close();
    }
}
