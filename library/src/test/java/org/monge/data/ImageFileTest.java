package org.monge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFileTest {
    @TempDir
    Path folder;

    private int[] read(byte[] content, int size, int channels) throws IOException {
        Path file = DataFiles.write(folder.resolve("picture"), content);
        byte[] bytes = ImageFile.decode(file.toString(), ImageFile.content(file), new ImageShape(size, channels));
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }

    private static byte[] single(int argb) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, argb);
        return DataFiles.encode(image, "png");
    }

    /** The middle 12 by 12 of 16 by 12, so that no value is interpolated. */
    @ParameterizedTest
    @CsvSource({"png,0", "bmp,0", "gif,26", "jpg,20"})
    void pixelsComeBackWithinTheLossOfTheFormat(String format, int loss) throws IOException {
        int[] values = read(DataFiles.picture(format), 12, 3);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 12; x++) {
                assertEquals(15 * (x + 2), values[y * 12 + x], loss, "red");
                assertEquals(20 * y, values[144 + y * 12 + x], loss, "green");
                assertEquals(100, values[288 + y * 12 + x], loss, "blue");
            }
        }
    }

    @Test
    void losslessWebpComesBackExactly() throws IOException {
        int[] values = read(DataFiles.LOSSLESS_WEBP, 6, 3);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                assertEquals(30 * (x + 1), values[y * 6 + x]);
                assertEquals(40 * y, values[36 + y * 6 + x]);
                assertEquals(15 * (x + 1 + y), values[72 + y * 6 + x]);
            }
        }
    }

    /** Pillow's own decoder is up to 15 away from the gradients that it stored. */
    @Test
    void lossyWebpComesBackNearly() throws IOException {
        int[] values = read(DataFiles.LOSSY_WEBP, 30, 3);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 30; x++) {
                assertEquals(6 * (x + 5), values[y * 30 + x], 15);
                assertEquals(8 * y, values[900 + y * 30 + x], 15);
                assertEquals(3 * (x + 5 + y), values[1800 + y * 30 + x], 15);
            }
        }
    }

    @Test
    void transparencyIsLaidOnWhite() throws IOException {
        int[] values = read(DataFiles.TRANSPARENT_WEBP, 1, 3);
        assertEquals(227, values[0], 1); // 255 + (200 - 255) 128 / 255
        assertEquals(132, values[1], 1);
        assertEquals(132, values[2], 1);
        assertEquals(255, read(single(0x00_12_34_56), 1, 1)[0]);
    }

    @Test
    void greyIsTheLumaOfRecommendation601() throws IOException {
        assertEquals(76, read(single(0xFF_FF_00_00), 1, 1)[0]); // 0.299 of 255
        assertEquals(150, read(single(0xFF_00_FF_00), 1, 1)[0]); // 0.587
        assertEquals(29, read(single(0xFF_00_00_FF), 1, 1)[0]); // 0.114
        assertEquals(255, read(single(0xFF_FF_FF_FF), 1, 1)[0]);
    }

    @Test
    void storedGreyIsTakenAsItIs() throws IOException {
        assertEquals(64, read(DataFiles.plain(64, 3, 3), 1, 1)[0]);
        assertEquals(64, read(DataFiles.plain(64, 3, 3), 1, 3)[2]);
    }

    @Test
    void storedGreyBesideTransparencyIsTakenAsItIs() throws IOException {
        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ColorModel model = new ComponentColorModel(grey, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[] {64, 255});
        assertEquals(64, read(DataFiles.encode(new BufferedImage(model, raster, false, null), "png"), 1, 1)[0]);
        raster.setPixel(0, 0, new int[] {64, 51});
        assertEquals(217, read(DataFiles.encode(new BufferedImage(model, raster, false, null), "png"), 1, 1)[0]);
    }

    @Test
    void sixteenBitsAreRoundedToEight() throws IOException {
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 * 257);
        assertEquals(100, read(DataFiles.encode(deep, "png"), 1, 1)[0]);
    }

    @Test
    void whatIsNoImageIsRefused() {
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> read(new byte[] {1}, 1, 1));
        assertEquals(
                folder.resolve("picture") + ": content must be PNG, JPEG, GIF, BMP or WebP, got none of them",
                e.getMessage());
    }
}
