package org.monge.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monge.engine.Shape;

class SampleAnimationTest {
    @TempDir
    Path folder;

    @Test
    void framesAreTheGridsInOrderAndTheEndsStayLonger() throws IOException {
        SampleAnimation.write(folder.resolve("samples.gif"), grids(-1, 0, 1));
        List<Integer> levels = new ArrayList<>();
        List<String> delays = new ArrayList<>();
        read((reader, frame) -> {
            levels.add(reader.read(frame).getRGB(5, 5) & 0xff);
            delays.add(delay(reader, frame));
        });
        assertEquals(3, levels.size());
        int[] expected = {0, 128, 255};
        for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], levels.get(i), 2, "one of 64 greys");
        }
        assertEquals(List.of("150", "12", "150"), delays);
        String text = Files.readString(folder.resolve("samples.gif"), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("NETSCAPE2.0\3\1\0\0\0"), "plays for ever");
    }

    @Test
    void moreThanAHundredGridsAreThinned() throws IOException {
        float[] values = new float[150];
        Arrays.fill(values, 0.5f);
        values[149] = -1;
        SampleAnimation.write(folder.resolve("samples.gif"), grids(values));
        List<Integer> levels = new ArrayList<>();
        read((reader, frame) -> levels.add(reader.read(frame).getRGB(5, 5) & 0xff));
        assertEquals(100, levels.size());
        assertEquals(0, levels.get(99), 2, "the last grid is kept");
    }

    @Test
    void coloredGridsKeepTheirColors() throws IOException {
        Path grid = folder.resolve("grid.png");
        ImageGrid.of(Shape.of(3, 1, 2)).write(grid, new float[] {1, -1, 0, 0, 1, -1});
        SampleAnimation.write(folder.resolve("samples.gif"), List.of(grid));
        read((reader, frame) -> {
            assertColor(0xff80ff, reader.read(frame).getRGB(5, 5));
            assertColor(0x008000, reader.read(frame).getRGB(40, 5));
        });
    }

    private static void assertColor(int expected, int actual) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals(expected >> shift & 0xff, actual >> shift & 0xff, 3, Integer.toHexString(actual));
        }
    }

    @Test
    void gridThatIsNoPictureIsNamed() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.png"), "text");
        IOException failure = assertThrows(
                IOException.class, () -> SampleAnimation.write(folder.resolve("samples.gif"), List.of(damaged)));
        assertEquals("sample grid must be a picture, got " + damaged, failure.getMessage());
    }

    private List<Path> grids(float... values) throws IOException {
        List<Path> grids = new ArrayList<>();
        for (float value : values) {
            Path grid = folder.resolve("grid-" + grids.size() + ".png");
            float[] sample = new float[64];
            Arrays.fill(sample, value);
            ImageGrid.of(Shape.of(1, 8, 8)).write(grid, sample);
            grids.add(grid);
        }
        return grids;
    }

    private interface Frame {
        void read(ImageReader reader, int frame) throws IOException;
    }

    private void read(Frame each) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve("samples.gif").toFile())) {
            reader.setInput(in);
            for (int frame = 0; frame < reader.getNumImages(true); frame++) {
                each.read(reader, frame);
            }
        } finally {
            reader.dispose();
        }
    }

    private static String delay(ImageReader reader, int frame) throws IOException {
        IIOMetadataNode root =
                (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        return control.getAttribute("delayTime");
    }
}
