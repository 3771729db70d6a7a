package org.monge.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.monge.engine.WholeFile;

/** A way to show samples to people. */
public interface Picture {
    /** Draws {@code samples}, {@code (N, ...)} in row-major order. */
    BufferedImage draw(float[] samples);

    /** Draws {@code samples} into a PNG file. */
    default void write(Path file, float[] samples) throws IOException {
        WholeFile.write(file, Png.encode(draw(samples)));
    }
}
