package org.monge.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.monge.engine.WholeFile;

/** Pictures put together on white, with words above them. */
public final class Collage {
    static {
        // Drawing needs no screen, and a window system that is started for nothing gets in the way.
        System.setProperty("java.awt.headless", "true");
    }

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final int PAD = 4;

    private Collage() {}

    /** One under the other, at the left. */
    public static BufferedImage below(List<BufferedImage> parts) {
        int width = parts.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int height = parts.stream().mapToInt(BufferedImage::getHeight).sum();
        BufferedImage whole = white(width, height);
        Graphics2D graphics = whole.createGraphics();
        int top = 0;
        for (BufferedImage part : parts) {
            graphics.drawImage(part, 0, top, null);
            top += part.getHeight();
        }
        graphics.dispose();
        return whole;
    }

    /** One beside the other, at the bottom, a little apart. */
    public static BufferedImage beside(List<BufferedImage> parts) {
        int width = parts.stream().mapToInt(part -> part.getWidth() + 2 * PAD).sum();
        int height = parts.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        BufferedImage whole = white(width, height);
        Graphics2D graphics = whole.createGraphics();
        int left = PAD;
        for (BufferedImage part : parts) {
            graphics.drawImage(part, left, height - part.getHeight(), null);
            left += part.getWidth() + 2 * PAD;
        }
        graphics.dispose();
        return whole;
    }

    /** A picture under a line of words, made wider where the words are. */
    public static BufferedImage captioned(String words, BufferedImage picture) {
        FontMetrics metrics = white(1, 1).createGraphics().getFontMetrics(FONT);
        int line = metrics.getHeight() + PAD;
        int width = Math.max(picture.getWidth(), metrics.stringWidth(words) + 2 * PAD);
        BufferedImage whole = white(width, picture.getHeight() + line);
        Graphics2D graphics = whole.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(FONT);
        graphics.setColor(Color.BLACK);
        graphics.drawString(words, PAD, PAD + metrics.getAscent());
        graphics.drawImage(picture, 0, line, null);
        graphics.dispose();
        return whole;
    }

    /** The picture with each pixel as a square of {@code factor} by {@code factor}. */
    public static BufferedImage enlarged(BufferedImage picture, int factor) {
        BufferedImage larger = white(picture.getWidth() * factor, picture.getHeight() * factor);
        Graphics2D graphics = larger.createGraphics();
        graphics.drawImage(picture, 0, 0, larger.getWidth(), larger.getHeight(), null);
        graphics.dispose();
        return larger;
    }

    /** Writes a PNG file. */
    public static void write(Path file, BufferedImage picture) throws IOException {
        WholeFile.write(file, Png.encode(picture));
    }

    static BufferedImage white(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }
}
