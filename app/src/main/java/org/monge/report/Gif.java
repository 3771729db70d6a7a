package org.monge.report;

import com.madgag.gif.fmsware.AnimatedGifEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;

/** Pictures of one size, one after the other, as a GIF that plays for ever. */
final class Gif {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AnimatedGifEncoder encoder = new GridEncoder();

    Gif() {
        encoder.setRepeat(0);
        encoder.start(bytes);
    }

    /** @param millis how long it is seen, in steps of 10 */
    void add(BufferedImage frame, int millis) {
        encoder.setDelay(millis);
        encoder.addFrame(frame);
    }

    byte[] finish() {
        encoder.finish();
        return bytes.toByteArray();
    }
}
