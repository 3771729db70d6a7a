package org.monge.engine;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;

/**
 * Operations on whole lists of tensors in one call, in place. libtorch has them under names that the preset does not
 * map, so they are reached through its dispatcher. Call inside a {@link Scope}, without recording gradients.
 */
public final class Foreach {
    static {
        Engine.ensureStarted();
    }

    private Foreach() {}

    /** {@code target += value}, for each tensor. */
    public static void add(TensorVector targets, double value) {
        call("aten::_foreach_add_", "Scalar", list(targets), new IValue(new Scalar(value)));
    }

    /** {@code target += weight * (source - target)}, for each pair. */
    public static void lerp(TensorVector targets, TensorVector sources, double weight) {
        call("aten::_foreach_lerp_", "Scalar", list(targets), list(sources), new IValue(new Scalar(weight)));
    }

    /** The constants of {@link #adam}. */
    public record AdamConstants(double learningRate, double beta1, double beta2, double epsilon) {}

    /**
     * One step of Adam for each parameter with its gradient, first and second moment and step count, which the caller
     * has already advanced.
     */
    public static void adam(
            TensorVector parameters,
            TensorVector gradients,
            TensorVector firstMoments,
            TensorVector secondMoments,
            TensorVector steps,
            AdamConstants constants) {
        call(
                "aten::_fused_adam_",
                "",
                list(parameters),
                list(gradients),
                list(firstMoments),
                list(secondMoments),
                list(new TensorVector()), // no running maxima
                list(steps),
                new IValue(constants.learningRate()),
                new IValue(constants.beta1()),
                new IValue(constants.beta2()),
                new IValue(0.0), // no weight decay
                new IValue(constants.epsilon()),
                new IValue(false), // not AMSGrad
                new IValue(false), // minimise
                new IValue(), // no gradient scale
                new IValue()); // no overflow flag
    }

    private static void call(String name, String overload, IValue... arguments) {
        OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow(name, overload);
        operator.callBoxed(new IValueVector(arguments));
    }

    private static IValue list(TensorVector tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        for (long i = 0; i < tensors.size(); i++) {
            list.push_back(new IValue(tensors.get(i)));
        }
        return new IValue(list);
    }
}
