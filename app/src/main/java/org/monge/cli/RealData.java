package org.monge.cli;

import java.io.IOException;
import org.monge.data.Dataset;
import org.monge.data.InvalidDataException;
import org.monge.data.SampleSource;
import org.monge.data.Split;
import org.monge.metric.MetricWords;
import org.monge.recipe.EvaluationSpace;
import org.monge.recipe.Recipe;
import org.monge.recipe.Recipe.Data.Images;

/**
 * Real samples that others are held against.
 *
 * @param data where they come from
 */
record RealData(Recipe.Data data, SampleSource samples) {
    /** The test split of what a run learns from; where there is none, what it learns from. */
    static RealData heldOut(Recipe recipe, SampleSource training) throws IOException {
        if (recipe.data() instanceof Images images) {
            Images test = images.part(Split.TEST);
            try {
                SampleSource found = RunData.open(test);
                if (!found.sha256().equals(training.sha256())) {
                    return new RealData(test, found);
                }
            } catch (InvalidDataException missing) {
                // Then there is no test split.
            }
        }
        return new RealData(recipe.data(), training);
    }

    /** What can be measured of samples like these. */
    MetricWords.Subject allows() {
        return data.measurable(isStacked(data) || (data instanceof Images && samples.labelledClasses() >= 2));
    }

    /** The features where samples like these are compared, if nobody names others. */
    EvaluationSpace features() {
        if (!allows().images()) {
            return new EvaluationSpace.Pixels();
        }
        return allows().labelled() && !isStacked(data)
                ? new EvaluationSpace.Classifier()
                : new EvaluationSpace.Random();
    }

    /** Whether each image is three digits. */
    static boolean isStacked(Recipe.Data data) {
        return data instanceof Images images && images.isStacked();
    }

    /**
     * The images that a classifier learns from, or judges itself by; of stacked digits, the digits.
     *
     * @throws BadInputException if there are none
     */
    static Dataset labelled(Recipe.Data data, Split part) throws IOException {
        if (!(data instanceof Images images)) {
            throw new BadInputException("--features must be pixels for points, got classifier");
        }
        return RunData.single(images.part(part));
    }

    /** The images that a generator could have learnt by heart. */
    Dataset training() throws IOException {
        if (!(data instanceof Images images) || images.isStacked()) {
            throw new BadInputException(
                    "--neighbors must come with images that are not drawn without end, got " + samples.name());
        }
        return labelled(data, Split.TRAIN);
    }

    /** What class {@code index} is called. */
    String className(int index) {
        boolean named =
                samples instanceof Dataset images && index < images.classes().size();
        return named ? ((Dataset) samples).classes().get(index) : Integer.toString(index);
    }
}
