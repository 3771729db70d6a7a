package org.monge.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads one kind of file or folder. */
public interface DatasetReader {
    /**
     * What is wanted of it.
     *
     * @param name what the dataset is called, for people
     * @param split which part, where the kind has parts
     * @param shape of every image
     * @param classes names for a kind that only numbers its classes; empty to name them by their numbers
     * @param unreadable what becomes of an image file that cannot be read
     * @param room for the images, where a kind can have more than fit in memory
     */
    record Request(String name, Split split, ImageShape shape, List<String> classes, Unreadable unreadable, Room room) {
        public Request {
            classes = List.copyOf(classes);
        }
    }

    /** Whether {@code path} looks like this kind, by a glance that reads no data. */
    boolean recognizes(Path path);

    /**
     * Reads everything.
     *
     * @throws InvalidDataException if anything is missing or damaged, naming the file
     */
    Dataset read(Path path, Request request) throws IOException;
}
