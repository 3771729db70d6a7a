package org.monge.data;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * One image file as planes of bytes. Transparency is laid on white, color becomes grey by the luma of ITU-R BT.601, and
 * only the first frame of an animation counts. A JPEG's note on how the camera was held is not followed.
 */
final class ImageFile {
    private ImageFile() {}

    /** The content of an image file. */
    static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw InvalidDataException.unreadable(file, e);
        }
    }

    /**
     * The image, brought to {@code shape}, channels first.
     *
     * @param file what messages call it
     */
    static byte[] decode(String file, byte[] content, ImageShape shape) throws IOException {
        BufferedImage image = decode(file, content);
        int kind = image.getColorModel().getColorSpace().getType();
        boolean known = kind == ColorSpace.TYPE_GRAY || kind == ColorSpace.TYPE_RGB;
        InvalidDataException.require(
                known, file, "colors", "grey, or red, green and blue", "another set, such as CMYK");
        byte[] planes = isGrey(image) ? grey(image, shape.channels()) : color(image, shape.channels());
        return shape.fit(planes, shape.channels(), image.getHeight(), image.getWidth());
    }

    private static BufferedImage decode(String file, byte[] content) throws IOException {
        InvalidDataException.require(content.length > 0, file, "length", "at least 1 byte", 0);
        Bytes stream = new Bytes(content);
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        if (!readers.hasNext()) {
            throw new InvalidDataException(file + ": content must be PNG, JPEG, GIF, BMP or WebP, got none of them");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(stream, true, true);
            stream.exhausted = false;
            BufferedImage image = reader.read(0);
            if (isRiff(content) ? riffLength(content) > content.length : stream.exhausted) {
                throw new InvalidDataException(file + ": image must be whole, got an end too early");
            }
            return image;
        } catch (InvalidDataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet broken files with whatever exception their arithmetic ends in.
            String reason = InvalidDataException.firstLine(e);
            throw new InvalidDataException(file + ": image must be intact, got " + reason, e);
        } finally {
            reader.dispose();
        }
    }

    /** The container of WebP, which states its length; its decoder looks beyond the end of whole images too. */
    private static boolean isRiff(byte[] content) {
        return content.length >= 8 && new String(content, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF");
    }

    private static long riffLength(byte[] content) {
        int stated = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        return 8 + Integer.toUnsignedLong(stated);
    }

    /** Decoders of some formats fill up a truncated image with grey and say nothing: this stream notices. */
    private static final class Bytes extends ImageInputStreamImpl {
        private final byte[] content;
        private boolean exhausted;

        Bytes(byte[] content) {
            this.content = content;
        }

        @Override
        public int read() {
            bitOffset = 0;
            if (streamPos >= content.length) {
                exhausted = true;
                return -1;
            }
            return content[(int) streamPos++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            bitOffset = 0;
            if (streamPos >= content.length) {
                exhausted |= length > 0;
                return length > 0 ? -1 : 0;
            }
            int count = (int) Math.min(length, content.length - streamPos);
            System.arraycopy(content, (int) streamPos, target, offset, count);
            streamPos += count;
            return count;
        }

        @Override
        public long length() {
            return content.length;
        }
    }

    private static boolean isGrey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return !(model instanceof IndexColorModel) && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Reads the stored values: Java would take them for linear light and brighten them. */
    private static byte[] grey(BufferedImage image, int channels) {
        int width = image.getWidth();
        int plane = width * image.getHeight();
        byte[] planes = new byte[Math.multiplyExact(plane, channels)];
        Raster raster = image.getRaster();
        int highest = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean alpha = image.getColorModel().hasAlpha();
        int[] row = new int[width];
        int[] opacity = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            if (alpha) {
                raster.getSamples(0, y, width, 1, 1, opacity);
            }
            for (int x = 0; x < width; x++) {
                double value = row[x] / (double) highest;
                double onWhite = alpha ? 1 - (1 - value) * opacity[x] / highest : value;
                planes[y * width + x] = (byte) Math.round(255 * onWhite);
            }
        }
        for (int channel = 1; channel < channels; channel++) {
            System.arraycopy(planes, 0, planes, channel * plane, plane);
        }
        return planes;
    }

    private static byte[] color(BufferedImage image, int channels) {
        int[] pixels = onWhite(image);
        byte[] planes = new byte[Math.multiplyExact(pixels.length, channels)];
        for (int i = 0; i < pixels.length; i++) {
            int red = pixels[i] >> 16 & 0xFF;
            int green = pixels[i] >> 8 & 0xFF;
            int blue = pixels[i] & 0xFF;
            if (channels == 1) {
                planes[i] = ImageShape.luma(red, green, blue);
            } else {
                planes[i] = (byte) red;
                planes[i + pixels.length] = (byte) green;
                planes[i + 2 * pixels.length] = (byte) blue;
            }
        }
        return planes;
    }

    /** In sRGB, one pixel a number, row by row. */
    private static int[] onWhite(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return ((DataBufferInt) opaque.getRaster().getDataBuffer()).getData();
    }
}
