package org.monge.engine;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Receives the parts of a {@link Stateful} object, each under a name that is unique among its siblings. */
public interface State {
    /** A tensor that lives as long as its owner and is written in place. */
    void tensor(String name, Tensor live);

    /** A whole number. */
    void number(String name, LongSupplier get, LongConsumer set);

    /** Bytes of a fixed length. */
    void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set);

    /** A part that describes itself, its names prefixed with {@code name} and a full stop. */
    default void part(String name, Stateful part) {
        part.describe(under(name));
    }

    /** This state with every name prefixed with {@code prefix} and a full stop. */
    default State under(String prefix) {
        State outer = this;
        return new State() {
            @Override
            public void tensor(String name, Tensor live) {
                outer.tensor(prefix + "." + name, live);
            }

            @Override
            public void number(String name, LongSupplier get, LongConsumer set) {
                outer.number(prefix + "." + name, get, set);
            }

            @Override
            public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
                outer.bytes(prefix + "." + name, get, set);
            }
        };
    }
}
