package org.monge.data;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.State;
import org.monge.engine.Stateful;

/** The state of a thing that is described by whole numbers alone. */
final class Numbers implements State {
    private final Map<String, LongSupplier> getters = new TreeMap<>();
    private final Map<String, LongConsumer> setters = new TreeMap<>();

    private Numbers() {}

    static Map<String, Long> of(Stateful thing) {
        Numbers numbers = new Numbers();
        thing.describe(numbers);
        Map<String, Long> values = new TreeMap<>();
        numbers.getters.forEach((name, get) -> values.put(name, get.getAsLong()));
        return values;
    }

    static void restore(Stateful thing, Map<String, Long> values) {
        Numbers numbers = new Numbers();
        thing.describe(numbers);
        values.forEach((name, value) -> numbers.setters.get(name).accept(value));
    }

    @Override
    public void tensor(String name, Tensor live) {
        throw new AssertionError(name);
    }

    @Override
    public void number(String name, LongSupplier get, LongConsumer set) {
        getters.put(name, get);
        setters.put(name, set);
    }

    @Override
    public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
        throw new AssertionError(name);
    }
}
