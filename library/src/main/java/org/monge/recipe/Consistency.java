package org.monge.recipe;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.monge.engine.Shape;
import org.monge.latent.LowResolution;
import org.monge.latent.Source;
import org.monge.metric.Direction;
import org.monge.metric.MetricWords;
import org.monge.network.Architecture;
import org.monge.network.Layer;
import org.monge.network.Weight;
import org.monge.objective.Content;
import org.monge.train.Presentation;

/** The rules that no part of a recipe can check alone. */
final class Consistency {
    private Consistency() {}

    static void check(
            Recipe.Data data,
            Source source,
            Architecture generator,
            Architecture discriminator,
            Content content,
            Presentation presentation) {
        Shape sample = data.shape();
        Shape generated = follow("generator", generator, start(source, sample));
        if (!generated.equals(sample)) {
            String rule = "must end in the data's " + data.extents() + ", " + sample + ", got " + generated;
            throw new InvalidRecipeException("generator", rule);
        }
        Shape scored = follow("discriminator", discriminator, presentation.shape(sample));
        if (!scored.equals(Shape.of(1))) {
            throw new InvalidRecipeException("discriminator", "must end in one score, shape 1, got shape " + scored);
        }
        classes(generator, discriminator);
        if (presentation.packing() > 1 && discriminator.classes().isPresent()) {
            String rule = "must be 1 for a conditional discriminator, got " + presentation.packing();
            throw new InvalidRecipeException("training.presentation.packing", rule);
        }
        if (content instanceof Content.Distance && !(source instanceof LowResolution)) {
            String rule = "must be none unless latent is low-resolution: there is no image that a sample should be";
            throw new InvalidRecipeException("content", rule);
        }
    }

    /** Diagnostics are part of reports. */
    static void check(Recipe.Diagnostics diagnostics, Recipe.Output output) {
        int report = output.reportEvery();
        if (diagnostics instanceof Recipe.Diagnostics.Periodic periodic && periodic.every() % report != 0) {
            String rule = "must be a multiple of output.report-every, " + report + ", got " + periodic.every();
            throw new InvalidRecipeException("diagnostics.periodic.every", rule);
        }
    }

    /** Measurements are part of reports, and of what the data allows. */
    static void check(Recipe.Evaluation evaluation, Recipe.Data data, Recipe.Output output) {
        if (!(evaluation instanceof Recipe.Evaluation.Periodic periodic)) {
            return;
        }
        int report = output.reportEvery();
        if (periodic.every() % report != 0) {
            throw unfit("every", "must be a multiple of output.report-every, " + report + ", got " + periodic.every());
        }
        boolean stacked = data instanceof Recipe.Data.Images images && images.isStacked();
        EvaluationSpace space = periodic.features();
        if (data instanceof Recipe.Data.Points && !(space instanceof EvaluationSpace.Pixels)) {
            String word = Vocabulary.word(space).orElseThrow();
            throw unfit("features", "must be pixels for points, got " + word);
        }
        if (stacked && space instanceof EvaluationSpace.Classifier) {
            throw unfit("features", "must be pixels, random or network for stacked digits, got classifier");
        }
        Map<String, Direction> directions = metrics(periodic, data).directions();
        directions.values().removeIf(direction -> direction == Direction.NEITHER);
        periodic.criterion().filter(metric -> !directions.containsKey(metric)).ifPresent(metric -> {
            String rule = "must be none, or of what is measured and has a better end: ";
            throw unfit("keep-best", rule + String.join(", ", directions.keySet()) + "; got " + metric);
        });
    }

    private static MetricWords metrics(Recipe.Evaluation.Periodic periodic, Recipe.Data data) {
        try {
            return MetricWords.of(periodic.metrics(), data.measurable(true));
        } catch (IllegalArgumentException unknown) {
            throw unfit("metrics", unknown.getMessage());
        }
    }

    private static InvalidRecipeException unfit(String key, String problem) {
        return new InvalidRecipeException("evaluation.periodic." + key, problem);
    }

    /** How many classes the networks know. */
    static OptionalLong classes(Architecture generator, Architecture discriminator) {
        OptionalLong drawn = generator.classes();
        OptionalLong judged = discriminator.classes();
        if (drawn.isPresent() && judged.isPresent() && !drawn.equals(judged)) {
            String rule = "must know as many classes as the generator, " + drawn.getAsLong();
            throw new InvalidRecipeException("discriminator", rule + ", got " + judged.getAsLong());
        }
        return drawn.isPresent() ? drawn : judged;
    }

    private static Shape start(Source source, Shape sample) {
        try {
            return source.shape(sample);
        } catch (IllegalArgumentException misfit) {
            throw Keys.breach("latent", source.getClass(), misfit);
        }
    }

    /** The shape that a network makes of {@code input}. */
    private static Shape follow(String network, Architecture architecture, Shape input) {
        Shape reached = input;
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            try {
                Shape output = layer.output(reached);
                requireCountable(output);
                layer.weights(reached).stream().map(Weight::shape).forEach(Consistency::requireCountable);
                reached = output;
            } catch (ArithmeticException tooLarge) {
                throw new InvalidRecipeException(
                        path(network, i, layer), "must have fewer than 2^63 values, got more", tooLarge);
            } catch (IllegalArgumentException misfit) {
                throw misfit(path(network, i, layer), layer, misfit);
            }
        }
        return reached;
    }

    /** @throws ArithmeticException if so many values cannot even be counted */
    private static void requireCountable(Shape shape) {
        Math.addExact(shape.size(), 0);
    }

    private static InvalidRecipeException misfit(String path, Layer layer, IllegalArgumentException misfit) {
        if (layer instanceof Record) {
            return Keys.breach(path, layer.getClass(), misfit);
        }
        return new InvalidRecipeException(path, String.valueOf(misfit.getMessage()), misfit);
    }

    private static String path(String network, int index, Layer layer) {
        String path = Keys.item(Keys.child(network, "layers"), index);
        return Vocabulary.word(layer).map(word -> Keys.child(path, word)).orElse(path);
    }
}
