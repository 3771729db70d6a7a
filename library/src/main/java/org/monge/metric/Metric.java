package org.monge.metric;

/** What the features of generated and real samples say about the generator. */
public interface Metric extends Comparison<Features> {
    @Override
    default int count(Features samples) {
        return samples.count();
    }

    @Override
    default Features select(Features samples, int[] places) {
        return samples.select(places);
    }
}
