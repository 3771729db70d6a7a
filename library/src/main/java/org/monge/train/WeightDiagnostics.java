package org.monge.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.network.Player;
import org.monge.objective.Constraint;
import org.monge.objective.WeightClipping;
import org.monge.optimize.Descent;

/**
 * What weights and their updates tell.
 *
 * @param constraint of the critic's weights
 */
record WeightDiagnostics(Players players, Constraint constraint) {
    /** Weights that clipping left at the bound may differ from it by rounding. */
    private static final double AT_BOUND = 1 - 1e-6;

    Map<String, Double> measure() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        trained(players.discriminator()).forEach((name, weight) -> {
            if (weight.dim() >= 2) {
                Scope.scoped(() -> numbers.putAll(kernel(name, weight.detach())));
            }
        });
        numbers.putAll(updates("critic", players.discriminator(), players.discriminatorDescent()));
        numbers.putAll(updates("generator", players.generator(), players.generatorDescent()));
        return numbers;
    }

    /** A histogram, and the part of the weights at the clip bound. */
    private Map<String, Double> kernel(String name, Tensor weight) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        OptionalDouble bound = constraint instanceof WeightClipping clipping
                ? OptionalDouble.of(clipping.bound())
                : OptionalDouble.empty();
        Tensor sizes = weight.abs();
        bound.ifPresent(
                c -> numbers.put(Diagnostics.PREFIX + "at-bound/" + name, share(sizes.ge(new Scalar(c * AT_BOUND)))));
        double limit = bound.orElseGet(() -> sizes.max().item_double());
        String prefix = Diagnostics.PREFIX + "weights/" + name;
        numbers.put(prefix + "/limit", limit);
        float[] counts =
                HostTensors.floats(torch.histc(weight, Diagnostics.BINS, new Scalar(-limit), new Scalar(limit)));
        for (int bin = 0; bin < counts.length; bin++) {
            numbers.put(String.format(Locale.ROOT, "%s/bin-%02d", prefix, bin), (double) counts[bin] / weight.numel());
        }
        return numbers;
    }

    private static double share(Tensor which) {
        return which.sum().item_double() / which.numel();
    }

    private static Map<String, Double> updates(String who, Player player, Descent descent) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        if (descent instanceof UpdateRatios ratios) {
            double[] means = ratios.take();
            int[] index = {0};
            trained(player).forEach((name, tensor) -> {
                int i = index[0]++;
                if (tensor.dim() >= 2 && i < means.length) {
                    numbers.put(Diagnostics.PREFIX + who + "-update/" + name, means[i]);
                }
            });
        }
        return numbers;
    }

    /** What a player consists of, by name. */
    static Map<String, Tensor> named(Player player) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        player.describe(new State() {
            @Override
            public void tensor(String name, Tensor live) {
                tensors.put(name, live);
            }

            @Override
            public void number(String name, LongSupplier get, LongConsumer set) {}

            @Override
            public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {}
        });
        return tensors;
    }

    /** Those of them that an optimizer moves. */
    static Map<String, Tensor> trained(Player player) {
        Map<String, Tensor> tensors = named(player);
        tensors.values().removeIf(tensor -> !tensor.requires_grad());
        return tensors;
    }
}
