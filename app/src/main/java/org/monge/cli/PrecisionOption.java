package org.monge.cli;

import org.monge.engine.Precision;
import picocli.CommandLine.Option;

/** What matrix products and convolutions compute in. */
final class PrecisionOption {
    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description =
                    "Of products and convolutions: fp32, tf32 or bf16; auto is bf16 where the device has instructions"
                            + " for it, else fp32. Default: fp32")
    private String precision;

    boolean isGiven() {
        return precision != null;
    }

    String name() {
        return isGiven() ? precision : Precision.FP32.toString();
    }
}
