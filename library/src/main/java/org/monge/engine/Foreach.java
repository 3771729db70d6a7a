package org.monge.engine;

import java.util.Arrays;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

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

    /** {@code target *= factor}, for each tensor. */
    public static void multiply(TensorVector targets, double factor) {
        call("aten::_foreach_mul_", "Scalar", list(targets), new IValue(new Scalar(factor)));
    }

    /** {@code tensor * factor}, for each tensor, with a factor that stays on the device. */
    public static TensorVector multiplied(TensorVector tensors, Tensor factor) {
        return results("aten::_foreach_mul", "Tensor", list(tensors), new IValue(factor));
    }

    /** {@code target += weight * first * second}, for each triple. */
    public static void addProduct(TensorVector targets, TensorVector first, TensorVector second, double weight) {
        IValue scale = new IValue(new Scalar(weight));
        call("aten::_foreach_addcmul_", "Scalar", list(targets), list(first), list(second), scale);
    }

    /** {@code target += weight * numerator / denominator}, for each triple. */
    public static void addQuotient(
            TensorVector targets, TensorVector numerators, TensorVector denominators, double weight) {
        IValue scale = new IValue(new Scalar(weight));
        call("aten::_foreach_addcdiv_", "Scalar", list(targets), list(numerators), list(denominators), scale);
    }

    /** The root of each tensor. */
    public static TensorVector sqrt(TensorVector tensors) {
        return results("aten::_foreach_sqrt", "", list(tensors));
    }

    /** The 2-norm of each tensor, a scalar. */
    public static TensorVector norms(TensorVector tensors) {
        return results("aten::_foreach_norm", "Scalar", list(tensors), new IValue(new Scalar(2.0)), new IValue());
    }

    /** Moves each value below {@code low} to it, and each above {@code high}. */
    public static void clamp(TensorVector targets, double low, double high) {
        call("aten::_foreach_clamp_min_", "Scalar", list(targets), new IValue(new Scalar(low)));
        call("aten::_foreach_clamp_max_", "Scalar", list(targets), new IValue(new Scalar(high)));
    }

    /** The constants of {@link #sgd}. */
    public record SgdConstants(double learningRate, double momentum, boolean nesterov) {}

    /** One step of gradient descent for each parameter with its gradient and, if there is momentum, its velocity. */
    public static void sgd(
            TensorVector parameters, TensorVector gradients, TensorVector velocities, SgdConstants constants) {
        call(
                "aten::_fused_sgd_",
                "",
                list(parameters),
                list(laidOutAs(parameters, gradients)),
                list(velocities),
                new IValue(0.0), // no weight decay
                new IValue(constants.momentum()),
                new IValue(constants.learningRate()),
                new IValue(0.0), // no dampening
                new IValue(constants.nesterov()),
                new IValue(false), // minimise
                new IValue(false), // velocities start at zero, so that the first step is like any other
                new IValue(), // no gradient scale
                new IValue()); // no overflow flag
    }

    /** The constants of {@link #adam} and {@link #adamW}. */
    public record AdamConstants(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {}

    /**
     * One step of Adam for each parameter with its gradient, first and second moment and step count, which the caller
     * has already advanced. Weight decay is added to the gradient.
     */
    public static void adam(
            TensorVector parameters,
            TensorVector gradients,
            TensorVector firstMoments,
            TensorVector secondMoments,
            TensorVector steps,
            AdamConstants constants) {
        adam("aten::_fused_adam_", constants, parameters, gradients, firstMoments, secondMoments, steps);
    }

    /** The same, where weight decay multiplies the parameters by {@code 1 - learningRate * weightDecay} beforehand. */
    public static void adamW(
            TensorVector parameters,
            TensorVector gradients,
            TensorVector firstMoments,
            TensorVector secondMoments,
            TensorVector steps,
            AdamConstants constants) {
        adam("aten::_fused_adamw_", constants, parameters, gradients, firstMoments, secondMoments, steps);
    }

    private static void adam(String kernel, AdamConstants constants, TensorVector... tensors) {
        call(
                kernel,
                "",
                list(tensors[0]),
                list(laidOutAs(tensors[0], tensors[1])),
                list(tensors[2]),
                list(tensors[3]),
                list(new TensorVector()), // no running maxima
                list(tensors[4]),
                new IValue(constants.learningRate()),
                new IValue(constants.beta1()),
                new IValue(constants.beta2()),
                new IValue(constants.weightDecay()),
                new IValue(constants.epsilon()),
                new IValue(false), // not AMSGrad
                new IValue(false), // minimise
                new IValue(), // no gradient scale
                new IValue()); // no overflow flag
    }

    /**
     * The fused kernels go through memory as it lies, whatever the strides say, and libtorch gives the gradient of a convolution's
     * kernel channels last.
     */
    private static TensorVector laidOutAs(TensorVector parameters, TensorVector gradients) {
        TensorVector alike = new TensorVector();
        for (long i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            Tensor gradient = gradients.get(i);
            boolean same = Arrays.equals(
                    gradient.strides().vec().get(), parameter.strides().vec().get());
            alike.push_back(same ? gradient : torch.empty_like(parameter).copy_(gradient));
        }
        return alike;
    }

    private static void call(String name, String overload, IValue... arguments) {
        onStack(name, overload, arguments);
    }

    private static TensorVector results(String name, String overload, IValue... arguments) {
        return onStack(name, overload, arguments).get(0).toTensorVector();
    }

    /** What the operator leaves in the place of its arguments. */
    private static IValueVector onStack(String name, String overload, IValue... arguments) {
        OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow(name, overload);
        IValueVector stack = new IValueVector(arguments);
        operator.callBoxed(stack);
        return stack;
    }

    private static IValue list(TensorVector tensors) {
        GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
        for (long i = 0; i < tensors.size(); i++) {
            list.push_back(new IValue(tensors.get(i)));
        }
        return new IValue(list);
    }
}
