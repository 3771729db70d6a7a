package org.monge.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.monge.engine.WholeFile;

/** The sample grids of a run one after the other, as a GIF that plays for ever. */
public final class SampleAnimation {
    private static final int FRAMES = 100;
    private static final int FRAME_MILLIS = 120;
    private static final int END_MILLIS = 1500;

    private SampleAnimation() {}

    /**
     * Writes the animation. The first and the last grid stay longer than the others; of more than a hundred, a hundred
     * are taken evenly, the first and the last among them.
     *
     * @param grids PNG files of one size, at least one, in the order to show them
     * @throws IOException naming the file that cannot be read or written
     */
    public static void write(Path file, List<Path> grids) throws IOException {
        if (grids.isEmpty()) {
            throw new IllegalArgumentException("grids must be at least one, got none");
        }
        WholeFile.write(file, encode(Thinning.evenly(grids, FRAMES)));
    }

    private static byte[] encode(List<Path> grids) throws IOException {
        Gif gif = new Gif();
        for (int i = 0; i < grids.size(); i++) {
            boolean end = i == 0 || i == grids.size() - 1;
            gif.add(read(grids.get(i)), end ? END_MILLIS : FRAME_MILLIS);
        }
        return gif.finish();
    }

    private static BufferedImage read(Path grid) throws IOException {
        BufferedImage image = ImageIO.read(grid.toFile());
        if (image == null) {
            throw new IOException("sample grid must be a picture, got " + grid);
        }
        return image;
    }
}
