package org.monge.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.Device;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.engine.Stateful;

/** Means of scalars between two reports. They are summed where they are computed, in double precision. */
public final class Meters implements Stateful, AutoCloseable {
    private final Map<String, Meter> meters = new LinkedHashMap<>();

    private static final class Meter {
        private final Tensor sum;
        private long count;

        Meter(Device device) {
            sum = Scope.keeping(() -> torch.zeros(new long[] {}, device.options(ScalarType.Double)));
        }
    }

    /** Declares every meter, in the order in which {@link #take} gives them. */
    public Meters(List<String> names) {
        this(names, Device.CPU);
    }

    /** The same for scalars on {@code device}. */
    Meters(List<String> names, Device device) {
        names.forEach(name -> meters.put(name, new Meter(device)));
    }

    /**
     * Adds a scalar to the mean of this name.
     *
     * @throws IllegalArgumentException if it was not declared
     */
    public void add(String name, Tensor scalar) {
        Meter meter = meters.get(name);
        if (meter == null) {
            throw new IllegalArgumentException("meter must be one of " + meters.keySet() + ", got " + name);
        }
        Scope.mutating(() -> meter.sum.add_(scalar));
        meter.count++;
    }

    /**
     * Looks for the first scalar that was added and is no finite number.
     *
     * @throws DivergedException naming the meter
     */
    public void requireFinite(long step, long seed) {
        meters.forEach((name, meter) -> {
            double sum = meter.sum.item_double();
            if (!Double.isFinite(sum)) {
                throw new DivergedException(step, name, sum, seed);
            }
        });
    }

    /** Reads every mean and starts afresh; NaN for a meter that was given nothing. */
    public Map<String, Double> take() {
        Map<String, Double> means = new LinkedHashMap<>();
        meters.forEach((name, meter) -> {
            means.put(name, meter.sum.item_double() / meter.count);
            Scope.mutating(() -> meter.sum.zero_());
            meter.count = 0;
        });
        return means;
    }

    @Override
    public void describe(State state) {
        meters.forEach((name, meter) -> {
            state.tensor(name + ".sum", meter.sum);
            state.number(name + ".count", () -> meter.count, count -> meter.count = count);
        });
    }

    @Override
    public void close() {
        meters.values().forEach(meter -> meter.sum.close());
    }
}
