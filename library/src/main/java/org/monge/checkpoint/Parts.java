package org.monge.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.engine.HostTensors;
import org.monge.engine.Scope;
import org.monge.engine.State;
import org.monge.engine.Stateful;

/** The parts of a {@link Stateful} tree as tensors by name: numbers as scalars, bytes as vectors. */
final class Parts implements State {
    private static final int NAMED_IN_AN_ERROR = 3;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Consumer<Tensor>> restorers = new LinkedHashMap<>();

    private Parts() {}

    /** Call inside a scope, which owns the tensors that stand for numbers and bytes. */
    private static Parts of(Stateful whole) {
        Parts parts = new Parts();
        whole.describe(parts);
        return parts;
    }

    /** Writes all parts of {@code whole} to one file. */
    static void write(Path file, Map<String, String> metadata, Stateful whole) throws IOException {
        scoped(() -> Safetensors.write(file, metadata, of(whole).tensors));
    }

    /**
     * Gives {@code whole} the values in {@code source}, all of them or none.
     *
     * @param passedOver names in the file that need no counterpart
     * @throws InvalidCheckpointException if names, types or shapes differ, or the file is damaged
     * @throws IOException if it cannot be read
     */
    static void restore(Stateful whole, Safetensors source, Predicate<String> passedOver) throws IOException {
        scoped(() -> {
            Parts parts = of(whole);
            parts.requireSame(source, passedOver);
            Map<String, Tensor> stored = source.read();
            parts.restorers.forEach((name, restorer) -> restorer.accept(stored.get(name)));
        });
    }

    @Override
    public void tensor(String name, Tensor live) {
        put(name, live, stored -> Scope.mutating(() -> live.copy_(stored)));
    }

    @Override
    public void number(String name, LongSupplier get, LongConsumer set) {
        Tensor scalar = torch.full(new long[] {}, new Scalar(get.getAsLong()), new TensorOptions(ScalarType.Long));
        put(name, scalar, stored -> set.accept(stored.item_long()));
    }

    @Override
    public void bytes(String name, Supplier<byte[]> get, Consumer<byte[]> set) {
        byte[] bytes = get.get();
        put(name, HostTensors.bytes(bytes, bytes.length), stored -> set.accept(HostTensors.bytes(stored)));
    }

    private void put(String name, Tensor tensor, Consumer<Tensor> restorer) {
        if (tensors.putIfAbsent(name, tensor) != null) {
            throw new IllegalStateException("names of state must be distinct, got " + name + " twice");
        }
        restorers.put(name, restorer);
    }

    private void requireSame(Safetensors source, Predicate<String> passedOver) throws InvalidCheckpointException {
        List<String> missing = new ArrayList<>(tensors.keySet());
        List<String> unknown = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        source.places().forEach((name, place) -> {
            Tensor own = tensors.get(name);
            if (own == null) {
                if (!passedOver.test(name)) {
                    unknown.add(name);
                }
                return;
            }
            missing.remove(name);
            String wanted = ElementType.of(own) + " " + Safetensors.shape(own);
            String found = place.type() + " " + place.shape();
            if (!found.equals(wanted)) {
                unlike.add(name + " as " + found + " instead of " + wanted);
            }
        });
        List<String> faults = new ArrayList<>();
        tell(faults, "no ", missing);
        tell(faults, "the unknown ", unknown);
        tell(faults, "", unlike);
        if (!faults.isEmpty()) {
            throw new InvalidCheckpointException(
                    source.file(), "contents", "those of what is restored", String.join("; ", faults));
        }
    }

    private static void tell(List<String> faults, String kind, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        int named = Math.min(NAMED_IN_AN_ERROR, names.size());
        String more = names.size() > named ? " and " + (names.size() - named) + " more" : "";
        faults.add(kind + String.join(", ", names.subList(0, named)) + more);
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void scoped(Body body) throws IOException {
        try {
            Scope.scoped(() -> {
                try {
                    body.run();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException carried) {
            throw carried.getCause();
        }
    }
}
