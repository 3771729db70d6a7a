package org.monge.network;

/** A layer with one kernel, its weight {@code weight}, which {@link SpectralNorm} and {@link WeightNorm} can normalise. */
public interface KernelLayer extends Layer {
    /** Which of the kernel's dimensions counts the outputs. */
    default int outputDimension() {
        return 0;
    }
}
