package org.monge.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.Codec;
import org.jcodec.common.Format;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Rational;
import org.jcodec.scale.AWTUtil;
import org.monge.engine.Require;
import org.monge.engine.WholeFile;

/**
 * Pictures that are shown one after the other.
 *
 * @param frames of one size, at least one
 * @param framesPerSecond from 1 to 100
 */
public record Film(List<BufferedImage> frames, int framesPerSecond) {
    /** The blocks of H.264 are as wide and as high as this. */
    private static final int BLOCK = 16;

    /** @throws IllegalArgumentException if there is no frame, frames differ in size, or the rate is out of range */
    public Film {
        Require.that(!frames.isEmpty(), "frames", "at least 1", 0);
        Require.that(
                framesPerSecond >= 1 && framesPerSecond <= 100, "framesPerSecond", "from 1 to 100", framesPerSecond);
        for (BufferedImage frame : frames) {
            boolean equal = frame.getWidth() == frames.get(0).getWidth()
                    && frame.getHeight() == frames.get(0).getHeight();
            Require.that(equal, "frames", "of one size", frame.getWidth() + "x" + frame.getHeight());
        }
        frames = List.copyOf(frames);
    }

    /** Writes a GIF that plays for ever, whose clock counts hundredths of a second. */
    public void writeGif(Path file) throws IOException {
        Gif gif = new Gif();
        frames.forEach(frame -> gif.add(frame, 1000 / framesPerSecond));
        WholeFile.write(file, gif.finish());
    }

    /** Writes an MP4 file with H.264 video, filled up with white to whole blocks of 16 by 16 pixels. */
    public void writeMp4(Path file) throws IOException {
        Path draft = Files.createTempFile("monge", ".mp4");
        try {
            try (SeekableByteChannel channel = NIOUtils.writableChannel(draft.toFile())) {
                SequenceEncoder encoder =
                        new SequenceEncoder(channel, Rational.R(framesPerSecond, 1), Format.MOV, Codec.H264, null);
                for (BufferedImage frame : frames) {
                    encoder.encodeNativeFrame(AWTUtil.fromBufferedImageRGB(filledUp(frame)));
                }
                encoder.finish();
            }
            WholeFile.write(file, out -> Files.copy(draft, out));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static BufferedImage filledUp(BufferedImage frame) {
        int width = (frame.getWidth() + BLOCK - 1) / BLOCK * BLOCK;
        int height = (frame.getHeight() + BLOCK - 1) / BLOCK * BLOCK;
        BufferedImage whole = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = whole.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(frame, (width - frame.getWidth()) / 2, (height - frame.getHeight()) / 2, null);
        graphics.dispose();
        return whole;
    }
}
