package org.monge.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.monge.data.Dataset;
import org.monge.data.DatasetReader.Request;
import org.monge.data.ImageFolder;
import org.monge.data.ImageShape;
import org.monge.data.Room;
import org.monge.data.Split;
import org.monge.data.Unreadable;

/** A temporary folder of color images, 128 by 128: a slope with some noise. */
record ImageFiles(Path folder) implements AutoCloseable {
    static final int COUNT = 1024;
    private static final int SIZE = 128;

    static ImageFiles write(String format) throws IOException {
        Path folder = Files.createTempDirectory("monge-jmh-");
        Random random = new Random(1);
        for (int i = 0; i < COUNT; i++) {
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    int red = x + random.nextInt(16);
                    int green = y + random.nextInt(16);
                    image.setRGB(x, y, red << 16 | green << 8 | i % 256);
                }
            }
            ImageIO.write(image, format, folder.resolve(i + "." + format).toFile());
        }
        return new ImageFiles(folder);
    }

    /** The images in color, {@code size} by {@code size}. */
    Dataset read(int size, Room room) throws IOException {
        ImageShape shape = new ImageShape(size, 3);
        Request request = new Request("images", Split.TRAIN, shape, List.of(), Unreadable.REFUSE, room);
        return new ImageFolder().read(folder, request);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
