package org.monge.data;

import java.nio.file.Path;
import org.monge.engine.Require;

/**
 * Where decoded images are kept: in memory, and all of them in a temporary file as soon as they are too many. A run sees
 * the same images in the same order either way.
 *
 * @param memory bytes that the images of a dataset may take in memory
 * @param overflow the folder of the temporary file, which is made when it is needed
 */
public record Room(long memory, Path overflow) {
    /** @throws IllegalArgumentException if {@code memory} is negative */
    public Room {
        Require.notNegative("memory", memory);
    }

    /** Half of the largest heap that this process may take. */
    public static Room halfOfTheHeap(Path overflow) {
        return new Room(Runtime.getRuntime().maxMemory() / 2, overflow);
    }
}
