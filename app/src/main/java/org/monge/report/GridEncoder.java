package org.monge.report;

import com.madgag.gif.fmsware.AnimatedGifEncoder;

/**
 * A GIF encoder that gives grey frames a fixed palette of 64 greys: fitting a palette to each frame takes longer than
 * all the rest, and finer greys make larger files of noise. Colored frames have theirs fitted.
 */
final class GridEncoder extends AnimatedGifEncoder {
    private static final int DEPTH = 6;
    private static final int GREYS = 1 << DEPTH;
    private static final int ENTRIES = 256;

    @Override
    protected void analyzePixels() {
        if (!isGrey()) {
            super.analyzePixels();
            return;
        }
        indexedPixels = new byte[pixels.length / 3];
        for (int i = 0; i < indexedPixels.length; i++) {
            indexedPixels[i] = (byte) (((pixels[3 * i] & 0xff) * (GREYS - 1) + 127) / 255);
        }
        colorTab = new byte[3 * ENTRIES];
        for (int i = 0; i < 3 * GREYS; i++) {
            colorTab[i] = (byte) (i / 3 * 255 / (GREYS - 1));
        }
        pixels = null;
        colorDepth = DEPTH;
        palSize = Integer.numberOfTrailingZeros(ENTRIES) - 1;
    }

    private boolean isGrey() {
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return false;
            }
        }
        return true;
    }
}
