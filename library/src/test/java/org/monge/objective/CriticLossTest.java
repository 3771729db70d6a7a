package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.Tensors.assertClose;
import static org.monge.Tensors.value;
import static org.monge.engine.Scope.scoped;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.monge.Golden;
import org.monge.Tensors;
import org.monge.engine.Gradients;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.network.Shapes.Flatten;

/** The loss of a Wasserstein critic with gradient penalty, Gulrajani et al. (2017), eq. 3, and its gradient. */
class CriticLossTest {
    private final Wasserstein objective = new Wasserstein();
    private final GradientPenalty penalty = new GradientPenalty(10, 1, Sides.TWO_SIDED);
    private final RandomStream random = new RandomStream(3);

    @Test
    void gradientOfASmoothCriticAgreesWithFiniteDifferences() {
        // Truncation is of the order h^2 = 1e-10 times a third derivative, rounding 1e-15 * loss / h = 1e-9.
        compareWithDifferences(new Tanh(), 1e-5, 1e-6);
    }

    @Test
    void gradientOfALeakyCriticAgreesWithFiniteDifferences() {
        // Between its kinks the loss is a polynomial of low degree in each weight; a step so short crosses none of
        // them for these numbers, which crossing would show as a jump of the slope. Rounding: 1e-15 * 10 / h = 1e-8.
        compareWithDifferences(new LeakyRelu(0.2), 1e-6, 1e-6);
    }

    private void compareWithDifferences(Layer activation, double step, double tolerance) {
        Architecture architecture = new Architecture(
                new Initializer.Normal(0.3),
                List.of(
                        new Convolution(3, 3, 2, 1, true),
                        activation,
                        new Convolution(4, 3, 2, 1, false),
                        activation,
                        new Flatten(),
                        new Dense(1, true)));
        scoped(() -> {
            try (Sequential critic = architecture.build(Shape.of(1, 6, 6), ScalarType.Double, random)) {
                Tensor real = random.normal(ScalarType.Double, 3, 1, 6, 6);
                Tensor fake = random.normal(ScalarType.Double, 3, 1, 6, 6);
                Tensor points = random.normal(ScalarType.Double, 3, 1, 6, 6);
                TensorVector gradients = Gradients.of(loss(critic, real, fake, points), critic.parameters());
                int compared = 0;
                for (long i = 0; i < gradients.size(); i++) {
                    double[] gradient = Tensors.values(gradients.get(i));
                    for (int j = 0; j < gradient.length; j++) {
                        Tensor parameter = critic.parameters().get(i);
                        int index = j;
                        double difference =
                                difference(parameter, index, step, () -> value(loss(critic, real, fake, points)));
                        assertEquals(difference, gradient[j], tolerance, () -> "parameter " + index);
                        compared++;
                    }
                }
                assertEquals(27 + 3 + 108 + 16 + 1, compared, "every parameter");
            }
        });
    }

    private Tensor loss(Sequential critic, Tensor real, Tensor fake, Tensor points) {
        Tensor scores =
                objective.discriminatorLoss(critic.score(real, Mode.TRAINING), critic.score(fake, Mode.TRAINING));
        return scores.add(penalty.along(critic, points));
    }

    private static double difference(Tensor parameter, int index, double step, DoubleSupplier loss) {
        Tensor value = at(parameter.detach(), index);
        double middle = value.item_double();
        Scope.mutating(() -> value.fill_(new Scalar(middle + step)));
        double above = loss.getAsDouble();
        Scope.mutating(() -> value.fill_(new Scalar(middle - step)));
        double below = loss.getAsDouble();
        Scope.mutating(() -> value.fill_(new Scalar(middle)));
        return (above - below) / (2 * step);
    }

    /** The value at a row-major index, live. */
    private static Tensor at(Tensor tensor, int index) {
        Tensor value = tensor;
        long rest = index;
        for (long dimension = tensor.dim() - 1; dimension >= 0; dimension--) {
            long extent = tensor.size(dimension);
            value = value.narrow(dimension, rest % extent, 1);
            rest /= extent;
        }
        return value;
    }

    @Test
    void lossAndGradientsAreThoseOfPyTorchInDouble() {
        // The term 1e-12 under the root moves a slope of 1 by 5e-13, and ten times the penalty's gradient accordingly.
        compareWithPyTorch("critic-loss.safetensors", ScalarType.Double, 1e-10);
    }

    @Test
    void lossAndGradientsAreThoseOfPyTorchInFloat() {
        // Sums of some hundred float products of size 1 to 10 in another order: about 1e-6 relative.
        compareWithPyTorch("critic-loss-float32.safetensors", ScalarType.Float, 2e-5);
    }

    private void compareWithPyTorch(String file, ScalarType type, double tolerance) {
        Architecture architecture = new Architecture(
                new Initializer.Normal(1),
                List.of(
                        new Convolution(4, 5, 2, 2, false),
                        new LeakyRelu(0.2),
                        new Convolution(8, 5, 2, 2, false),
                        new LeakyRelu(0.2),
                        new Flatten(),
                        new Dense(1, true)));
        scoped(() -> {
            Map<String, Tensor> golden = Golden.read(file);
            try (Sequential critic = architecture.build(Shape.of(1, 8, 8), type, random)) {
                Golden.copy(golden, "weight/", critic.tensors());
                Tensor real = golden.get("input/real");
                Tensor fake = golden.get("input/fake");
                Tensor epsilon = golden.get("input/epsilon");
                Tensor points = Slopes.between(real, fake, epsilon);
                Tensor cost = penalty.along(critic, points);
                Tensor loss = loss(critic, real, fake, points);
                assertClose(golden.get("output/real-scores"), critic.score(real), tolerance, "scores");
                assertClose(golden.get("output/penalty"), cost, tolerance, "penalty");
                assertClose(golden.get("output/loss"), loss, tolerance, "loss");
                TensorVector gradients = Gradients.of(loss, critic.parameters());
                List<String> names = List.of("0.weight", "2.weight", "5.weight", "5.bias");
                assertEquals(names.size(), gradients.size());
                for (int i = 0; i < names.size(); i++) {
                    Tensor expected = golden.get("gradient/" + names.get(i));
                    assertClose(expected, gradients.get(i), tolerance, names.get(i));
                }
                assertTrue(value(cost) > 0.1, "the penalty has its part in it");
            }
        });
    }
}
