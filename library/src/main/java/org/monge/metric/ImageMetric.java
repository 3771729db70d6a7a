package org.monge.metric;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.HostTensors;

/** What generated and real images, (N, C, H, W) in [-1, 1], say about the generator, without a feature extractor. */
public interface ImageMetric extends Comparison<Tensor> {
    @Override
    default int count(Tensor samples) {
        return Math.toIntExact(samples.size(0));
    }

    @Override
    default Tensor select(Tensor samples, int[] places) {
        long[] rows = Arrays.stream(places).asLongStream().toArray();
        return samples.index_select(0, HostTensors.longs(rows, rows.length));
    }
}
