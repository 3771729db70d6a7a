package org.monge.metric;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.monge.data.InvalidDataException;
import org.monge.engine.Engine;
import org.monge.engine.Require;
import org.monge.engine.Sha256;

/**
 * The output of a network in a TorchScript file, such as {@code torch.jit.trace(model, example).save(file)} writes: a
 * tensor (N, D), or (N, ...) to be flattened.
 */
public final class TorchScriptFeatures implements FeatureSpace {
    static {
        Engine.ensureStarted();
    }

    private final Identity identity;
    private final Preparation preparation;
    private final JitModule module;

    /** @throws IOException naming the file, if it cannot be read or is no TorchScript that this libtorch knows */
    public TorchScriptFeatures(Path file, Preparation preparation) throws IOException {
        this.preparation = preparation;
        identity = new Identity(file.getFileName().toString(), Sha256.of(file), preparation.toString());
        try {
            module = torch.load(file.toString());
            module.eval();
        } catch (RuntimeException unknown) {
            throw new IOException(
                    file + ": features must be TorchScript, got " + InvalidDataException.firstLine(unknown), unknown);
        }
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Tensor features(Tensor samples) {
        Tensor images = preparation.apply(samples);
        IValue output;
        try {
            output = module.forward(new IValueVector(new IValue(images)));
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException(
                    "images must fit the network " + identity.name() + ", got "
                            + InvalidDataException.firstLine(refused),
                    refused);
        }
        Require.that(
                output.isTensor(),
                "output of " + identity.name(),
                "one tensor",
                output.tagKind().getString());
        Tensor features = output.toTensor();
        long[] shape = features.sizes().vec().get();
        boolean rows = shape.length >= 2 && shape[0] == samples.size(0);
        Require.that(rows, "output of " + identity.name(), "one vector an image", Arrays.toString(shape));
        return features.flatten(1, -1);
    }

    @Override
    public void close() {
        module.close();
    }
}
