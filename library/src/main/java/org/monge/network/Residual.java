package org.monge.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.monge.engine.Require;
import org.monge.engine.Shape;

/**
 * The sum of two ways through, main(x) + shortcut(x). He et al. (2016), eq. 1 and 2. Weights have the names that a
 * PyTorch module with two {@code nn.Sequential} would give them: {@code main.0.weight}, {@code shortcut.0.weight}.
 *
 * @param shortcut the identity if there is no layer in it
 */
public record Residual(List<Layer> main, List<Layer> shortcut) implements Layer {
    /** @throws IllegalArgumentException if {@code main} has no layer */
    public Residual {
        main = List.copyOf(main);
        shortcut = List.copyOf(shortcut);
        Require.that(!main.isEmpty(), "main", "at least one layer", "none");
    }

    private Chain mainWay() {
        return new Chain("main", main);
    }

    private Chain shortWay() {
        return new Chain("shortcut", shortcut);
    }

    @Override
    public Shape output(Shape input) {
        Shape output = mainWay().output(input);
        Shape shorter = shortWay().output(input);
        Require.that(output.equals(shorter), "residual", "of ways that end in one shape", output + " and " + shorter);
        return output;
    }

    @Override
    public List<Weight> weights(Shape input) {
        List<Weight> weights = new ArrayList<>(mainWay().weights(input));
        weights.addAll(shortWay().weights(input));
        return weights;
    }

    @Override
    public Tensor forward(Tensor samples, Weights weights, Mode mode) {
        return sum(samples, weights, (layer, reached, own) -> layer.forward(reached, own, mode));
    }

    @Override
    public Tensor forward(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return sum(samples, weights, (layer, reached, own) -> layer.forward(reached, labels, own, mode));
    }

    private Tensor sum(Tensor samples, Weights weights, Stages.Step<Tensor> step) {
        return mainWay().forward(samples, weights, step).add(shortWay().forward(samples, weights, step));
    }

    @Override
    public Differential differential(Tensor samples, Weights weights, Mode mode) {
        return sumOfDifferentials(samples, weights, (layer, reached, own) -> layer.differential(reached, own, mode));
    }

    @Override
    public Differential differential(Tensor samples, Tensor labels, Weights weights, Mode mode) {
        return sumOfDifferentials(
                samples, weights, (layer, reached, own) -> layer.differential(reached, labels, own, mode));
    }

    private Differential sumOfDifferentials(Tensor samples, Weights weights, Stages.Step<Differential> step) {
        Differential longer = mainWay().differential(samples, weights, step);
        Differential shorter = shortWay().differential(samples, weights, step);
        return new Differential(longer.output().add(shorter.output()), gradient -> longer.pullback()
                .apply(gradient)
                .add(shorter.pullback().apply(gradient)));
    }

    @Override
    public List<Layer> parts() {
        return Stream.concat(main.stream(), shortcut.stream()).toList();
    }

    @Override
    public void start(Weights fresh) {
        mainWay().forEach(fresh, Layer::start);
        shortWay().forEach(fresh, Layer::start);
    }

    @Override
    public void enforceBounds(Weights weights) {
        mainWay().forEach(weights, Layer::enforceBounds);
        shortWay().forEach(weights, Layer::enforceBounds);
    }
}
