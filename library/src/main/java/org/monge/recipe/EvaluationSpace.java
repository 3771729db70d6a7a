package org.monge.recipe;

import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.metric.Preparation;
import org.monge.metric.Preparation.Resizing;

/** Where a recipe has samples compared. */
public sealed interface EvaluationSpace {
    /** The activations of a classifier of the real data's classes. */
    record Classifier() implements EvaluationSpace {}

    /** The values themselves. */
    record Pixels() implements EvaluationSpace {}

    /** The activations of random convolutions. */
    record Random() implements EvaluationSpace {}

    /**
     * The output of a network.
     *
     * @param file of the network, ONNX if its name ends so and TorchScript otherwise
     * @param channels that it takes, 1 or 3
     * @param height that it takes
     * @param width that it takes
     * @param resizing how images reach that size
     * @param low the value of black
     * @param high the value of white, above {@code low}
     */
    record Network(String file, long channels, long height, long width, Resizing resizing, double low, double high)
            implements EvaluationSpace {
        /** @throws IllegalArgumentException if a value is not of the kind above */
        public Network {
            Require.that(!file.isBlank(), "file", "a file's name", "nothing");
            Require.that(channels == 1 || channels == 3, "channels", "1 or 3", channels);
            Require.positive("height", height);
            Require.positive("width", width);
            Require.that(low < high, "high", "above low, " + low, high);
        }

        /** How images are brought to the form that it takes. */
        public Preparation preparation() {
            return new Preparation(Shape.of(channels, height, width), resizing, low, high);
        }
    }
}
