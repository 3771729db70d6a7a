package org.monge.engine;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Receives the state of something that consists of bytes. */
record BytesOnly(BiConsumer<Supplier<byte[]>, Consumer<byte[]>> receiver) implements State {
    @Override
    public void tensor(String name, Tensor live) {
        throw new AssertionError("a tensor, " + name);
    }

    @Override
    public void number(String name, LongSupplier get, LongConsumer set) {
        throw new AssertionError("a number, " + name);
    }

    @Override
    public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
        receiver.accept(get, set);
    }
}
