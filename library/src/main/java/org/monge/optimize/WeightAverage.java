package org.monge.optimize;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.monge.engine.Foreach;
import org.monge.engine.Require;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.network.Player;
import org.monge.network.SpectralNorm;

/**
 * The exponential moving average of a player's weights and running statistics: after each step, average = decay average
 * + (1 - decay) live. Directions of spectral normalisation are taken over as they are. Samples from the average are steadier than those of the network in training (Yazıcı et al., 2019).
 */
public final class WeightAverage implements AutoCloseable {
    private final double decay;
    private final TensorVector averages;
    private final TensorVector sources;
    private final TensorVector copies;
    private final TensorVector originals;

    /**
     * Starts with a copy of {@code live} in {@code average}, a player of the same architecture. Both must outlive this
     * object; {@code average} is written by {@link #update} and by nobody else.
     *
     * @throws IllegalArgumentException if {@code decay} is not at least 0 and less than 1
     */
    public WeightAverage(Player live, Player average, double decay) {
        Require.fraction("decay", decay);
        this.decay = decay;
        this.sources = tensors(live, name -> !SpectralNorm.isDirection(name));
        this.averages = tensors(average, name -> !SpectralNorm.isDirection(name));
        this.originals = tensors(live, SpectralNorm::isDirection);
        this.copies = tensors(average, SpectralNorm::isDirection);
        Require.that(averages.size() == sources.size(), "average", "of the same architecture", averages.size());
        Scope.mutating(() -> copy(sources, averages));
        Scope.mutating(() -> copy(originals, copies));
    }

    /** Moves the average towards the live weights. */
    public void update() {
        Scope.scoped(() -> Scope.mutating(() -> {
            Foreach.lerp(averages, sources, 1 - decay);
            copy(originals, copies);
        }));
    }

    private static void copy(TensorVector from, TensorVector to) {
        for (long i = 0; i < from.size(); i++) {
            to.get(i).copy_(from.get(i));
        }
    }

    private static TensorVector tensors(Player player, Predicate<String> names) {
        TensorVector tensors = new TensorVector();
        player.describe(new State() {
            @Override
            public void tensor(String name, Tensor live) {
                if (names.test(name)) {
                    tensors.push_back(live);
                }
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
        copies.close();
        originals.close();
    }
}
