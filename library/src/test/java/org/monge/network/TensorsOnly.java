package org.monge.network;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.State;

/** Receives the state of something that consists of tensors. */
record TensorsOnly(BiConsumer<String, Tensor> receiver) implements State {
    @Override
    public void tensor(String name, Tensor live) {
        receiver.accept(name, live);
    }

    @Override
    public void number(String name, LongSupplier get, LongConsumer set) {
        throw new AssertionError("a number, " + name);
    }

    @Override
    public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
        throw new AssertionError("bytes, " + name);
    }
}
