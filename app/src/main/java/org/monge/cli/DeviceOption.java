package org.monge.cli;

import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import picocli.CommandLine.Option;

/** Where a command computes. */
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "cpu, cuda or cuda:N; auto is the first GPU if there is one. Default: ${DEFAULT-VALUE}")
    private String device;

    Execution inFloat32() {
        return in(Precision.FP32.toString());
    }

    /** @throws BadInputException if there is no such device or precision */
    Execution in(String precision) {
        try {
            Device found = Device.named(device);
            return new Execution(found, Precision.named(precision, found));
        } catch (IllegalArgumentException refused) {
            throw new BadInputException("--" + refused.getMessage());
        }
    }
}
