package org.monge;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.monge.checkpoint.Safetensors;
import org.monge.engine.Scope;

/** Tensors that PyTorch computed; src/test/python/make_golden.py made the files. */
public final class Golden {
    private Golden() {}

    /** Every tensor of a golden file, owned by the scope of the caller. */
    public static Map<String, Tensor> read(String name) {
        try {
            Path file = Path.of(Golden.class.getResource("/golden/" + name).toURI());
            return Safetensors.open(file).read();
        } catch (URISyntaxException | IOException failure) {
            throw new IllegalStateException("golden file " + name, failure);
        }
    }

    /** Gives {@code live} the tensors of a golden file under {@code prefix}, which must be all of them. */
    public static void copy(Map<String, Tensor> golden, String prefix, Map<String, Tensor> live) {
        Map<String, Tensor> weights = new TreeMap<>();
        golden.forEach((name, tensor) -> {
            if (name.startsWith(prefix) && !name.endsWith("num_batches_tracked")) {
                weights.put(name.substring(prefix.length()), tensor);
            }
        });
        if (!weights.keySet().equals(live.keySet())) {
            throw new IllegalStateException("golden " + weights.keySet() + ", own " + live.keySet());
        }
        Scope.mutating(() -> weights.forEach((name, tensor) -> live.get(name).copy_(tensor)));
    }
}
