package org.monge.metric;

import org.bytedeco.pytorch.Tensor;

/** Features that come a few rows at a time. */
final class FeatureRows {
    private final int count;
    private double[] values;
    private int filled;

    /** @param count how many rows will come */
    FeatureRows(int count) {
        this.count = count;
    }

    /** Takes rows {@code (n, D)}. */
    void add(Tensor rows) {
        Features part = Features.of(rows);
        if (values == null) {
            values = new double[Math.multiplyExact(count, part.dimension())];
        }
        System.arraycopy(part.values(), 0, values, filled, part.values().length);
        filled += part.values().length;
    }

    Features features() {
        return new Features(count, values.length / count, values);
    }
}
