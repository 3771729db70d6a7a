package org.monge.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.monge.engine.Stateful;

/** One network's weights in a file that PyTorch reads: safetensors with the names of its state dict. */
public final class StateDict {
    /** PyTorch counts the batches that a normalising layer has seen, and uses the count only without a momentum. */
    private static final String COUNTER = ".num_batches_tracked";

    private StateDict() {}

    /**
     * Writes the weights of {@code network}, whole or not at all.
     *
     * @throws IOException naming the file and the reason; what was there is still there
     */
    public static void export(Stateful network, Path file) throws IOException {
        Parts.write(file, Map.of("format", "pt"), network);
    }

    /**
     * Gives {@code network} the weights in {@code file}, all of them or none. PyTorch's counters of batches are passed
     * over.
     *
     * @throws InvalidCheckpointException if names, types or shapes are not the network's, or the file is damaged
     * @throws IOException if it cannot be read
     */
    public static void importInto(Stateful network, Path file) throws IOException {
        Parts.restore(network, Safetensors.open(file), name -> name.endsWith(COUNTER));
    }
}
