package org.monge.metric;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.InvalidDataException;
import org.monge.engine.HostTensors;
import org.monge.engine.Require;
import org.monge.engine.Sha256;
import org.monge.engine.Shape;

/**
 * The first output of a network in an ONNX file, one vector an image. The network has one input, of float images in a
 * batch of any size, or of one.
 */
public final class OnnxFeatures implements FeatureSpace {
    private final Identity identity;
    private final Preparation preparation;
    private final OrtSession session;
    private final String input;
    private final boolean singly;

    /** @throws IOException naming the file, if it cannot be read or is no such network */
    public OnnxFeatures(Path file, Preparation preparation) throws IOException {
        this.preparation = preparation;
        identity = new Identity(file.getFileName().toString(), Sha256.of(file), preparation.toString());
        try {
            session = open(file);
            Map<String, NodeInfo> inputs = session.getInputInfo();
            input = inputs.keySet().iterator().next();
            singly = inputs.get(input).getInfo() instanceof TensorInfo tensor && tensor.getShape()[0] == 1;
        } catch (OrtException unknown) {
            throw new IOException(
                    file + ": features must be an ONNX network, got " + InvalidDataException.firstLine(unknown),
                    unknown);
        }
    }

    private static OrtSession open(Path file) throws IOException, OrtException {
        OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString());
        long inputs = session.getNumInputs();
        if (inputs != 1) {
            session.close();
            throw new IOException(file + ": inputs must be one, got " + inputs);
        }
        return session;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Tensor features(Tensor samples) {
        Tensor images = preparation.apply(samples);
        int count = (int) images.size(0);
        int batch = singly ? 1 : count;
        FloatBuffer rows = null;
        for (int first = 0; first < count; first += batch) {
            FloatBuffer part = run(images.narrow(0, first, batch), batch);
            rows = rows == null ? FloatBuffer.allocate(part.remaining() * (count / batch)) : rows;
            rows.put(part);
        }
        return HostTensors.floats(rows.array(), count, rows.capacity() / count);
    }

    private FloatBuffer run(Tensor images, int batch) {
        long[] shape = Shape.of(images.size(1), images.size(2), images.size(3)).batch(batch);
        try (OnnxTensor given = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(HostTensors.floats(images)), shape);
                OrtSession.Result result = session.run(Map.of(input, given))) {
            OnnxValue output = result.get(0);
            FloatBuffer values = output instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
            Require.that(values != null, "output of " + identity.name(), "floats", output.getInfo());
            long[] rows = ((TensorInfo) output.getInfo()).getShape();
            boolean aligned = rows.length >= 2 && rows[0] == batch;
            Require.that(aligned, "output of " + identity.name(), "one vector an image", Arrays.toString(rows));
            return values;
        } catch (OrtException refused) {
            throw new IllegalArgumentException(
                    "images must fit the network " + identity.name() + ", got "
                            + InvalidDataException.firstLine(refused),
                    refused);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException("the network " + identity.name() + " could not be closed", failure);
        }
    }
}
