package org.monge.network;

import java.util.List;
import org.monge.engine.Shape;

/** The contract for a layer that is told in one line. */
abstract class LayerCase extends LayerContract {
    private final Layer layer;
    private final Shape input;
    private final List<String> names;
    private final List<Refusal> refusals;

    LayerCase(Layer layer, Shape input, List<String> names, Refusal... refusals) {
        this.layer = layer;
        this.input = input;
        this.names = names;
        this.refusals = List.of(refusals);
    }

    static Refusal noImage(String layer) {
        return new Refusal(Shape.of(8), "the input of " + layer + " must be channels, height and width, got 8");
    }

    @Override
    Layer layer() {
        return layer;
    }

    @Override
    Shape input() {
        return input;
    }

    @Override
    List<String> names() {
        return names;
    }

    @Override
    List<Refusal> refusals() {
        return refusals;
    }
}
