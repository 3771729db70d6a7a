package org.monge.recipe;

import java.util.List;
import java.util.Optional;
import org.monge.data.PointCloud;
import org.monge.data.Split;
import org.monge.data.Unreadable;
import org.monge.engine.Require;
import org.monge.engine.Shape;
import org.monge.latent.Source;
import org.monge.metric.MetricWords;
import org.monge.network.Architecture;
import org.monge.network.Mode;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.optimize.Optimizer;
import org.monge.optimize.Schedule;
import org.monge.train.Alternation;
import org.monge.train.Presentation;
import org.monge.train.Rules;

/**
 * One run as a value. Two runs of equal recipes on one machine give equal numbers.
 *
 * @param name letters, digits, {@code .}, {@code -} and {@code _}
 * @param description what it is, for people
 * @param seed of every random stream
 * @param steps how many, each as {@code training.alternation} has it
 * @param data what is real
 * @param latent what the generator starts from
 * @param generator from there to samples of the data's shape
 * @param discriminator from samples to one score
 * @param objective what each player minimises
 * @param penalty added to the discriminator's loss
 * @param constraint enforced after each update of the discriminator
 * @param content added to the generator's loss
 * @param training the alternation
 * @param average of the generator's weights, used for samples
 * @param output what the run tells and keeps, and how often
 * @param diagnostics how often the game is examined
 * @param evaluation how often samples are measured
 */
public record Recipe(
        String name,
        String description,
        long seed,
        long steps,
        Data data,
        Source latent,
        Architecture generator,
        Architecture discriminator,
        Objective objective,
        Penalty penalty,
        Constraint constraint,
        Content content,
        Training training,
        Average average,
        Output output,
        Diagnostics diagnostics,
        Evaluation evaluation) {
    /** @throws InvalidRecipeException if a value is out of range or the parts do not fit each other */
    public Recipe {
        try {
            boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
            Require.that(plain, "name", "letters, digits, '.', '-' and '_', the first a letter or digit", name);
            Require.positive("steps", steps);
        } catch (IllegalArgumentException broken) {
            throw Keys.breach("", Recipe.class, broken);
        }
        Consistency.check(data, latent, generator, discriminator, content, training.presentation());
        Consistency.check(diagnostics, output);
        Consistency.check(evaluation, data, output);
    }

    /** The same run from another seed. */
    public Recipe withSeed(long other) {
        return with(other, steps, data);
    }

    /** The same run, longer or shorter. */
    public Recipe withSteps(long other) {
        return with(seed, other, data);
    }

    /** The same run on other data. */
    public Recipe withData(Data other) {
        return with(seed, steps, other);
    }

    /**
     * The same game by other networks on other data.
     *
     * @throws InvalidRecipeException if they do not fit each other
     */
    public Recipe withNetworks(Data other, Architecture otherGenerator, Architecture otherDiscriminator) {
        return with(seed, steps, other, otherGenerator, otherDiscriminator, evaluation);
    }

    /** The same run, whose samples nobody measures: equal step by step. */
    public Recipe unmeasured() {
        return with(seed, steps, data, generator, discriminator, new Evaluation.None());
    }

    private Recipe with(long newSeed, long newSteps, Data newData) {
        return with(newSeed, newSteps, newData, generator, discriminator, evaluation);
    }

    private Recipe with(
            long newSeed,
            long newSteps,
            Data newData,
            Architecture newGenerator,
            Architecture newDiscriminator,
            Evaluation newEvaluation) {
        return new Recipe(
                name,
                description,
                newSeed,
                newSteps,
                newData,
                latent,
                newGenerator,
                newDiscriminator,
                objective,
                penalty,
                constraint,
                content,
                training,
                average,
                output,
                diagnostics,
                newEvaluation);
    }

    /** What is real. */
    public sealed interface Data {
        /** Of one sample. */
        Shape shape();

        /** What the extents of the shape are, for people. */
        String extents();

        /** What can be measured of samples; classes only where they are labelled. */
        MetricWords.Subject measurable(boolean labelled);

        /** The same, wherever it is kept: equal for two runs of which one goes on with the other's data elsewhere. */
        Data anywhere();

        /**
         * Images.
         *
         * @param source {@code fashion-mnist}, {@code mnist}, or the path of a file or folder; {@code stacked-mnist} for
         *     three digits of MNIST as the colors of one image, {@code stacked-mnist:PATH} for digits from there
         * @param split which part of a published dataset; a path has one part only
         * @param size height and width of the images that the networks see, in pixels
         * @param channels 1 for grey, 3 for color
         * @param unreadable what becomes of an image file in a folder or an archive that cannot be read
         */
        record Images(String source, Split split, int size, int channels, Unreadable unreadable) implements Data {
            private static final String STACKED = "stacked-mnist";

            /** @throws IllegalArgumentException if a value is out of range */
            public Images {
                String rule = "fashion-mnist, mnist, stacked-mnist or a path";
                Require.that(!source.isBlank(), "source", rule, "'" + source + "'");
                Require.positive("size", size);
                Require.that(channels == 1 || channels == 3, "channels", "1 or 3", channels);
                boolean colors = channels == 3 || !isStacked(source);
                Require.that(colors, "channels", "3 for " + STACKED, channels);
            }

            @Override
            public Shape shape() {
                return Shape.of(channels, size, size);
            }

            @Override
            public String extents() {
                return "channels x size x size";
            }

            @Override
            public MetricWords.Subject measurable(boolean labelled) {
                return new MetricWords.Subject(true, labelled, Optional.empty());
            }

            @Override
            public Images anywhere() {
                return at("any");
            }

            /** Whether each image is three digits, one a channel. */
            public boolean isStacked() {
                return isStacked(source);
            }

            private static boolean isStacked(String source) {
                return source.equals(STACKED) || source.startsWith(STACKED + ":");
            }

            /** The name or path of what is read: of the images, or of the digits to stack. */
            public String place() {
                if (source.equals(STACKED)) {
                    return "mnist";
                }
                return isStacked() ? source.substring(STACKED.length() + 1) : source;
            }

            /** The same, of another part of the dataset. */
            public Images part(Split other) {
                return new Images(source, other, size, channels, unreadable);
            }

            /** The same, read from elsewhere: stacked digits stay stacked. */
            public Images at(String other) {
                return new Images(isStacked() ? STACKED + ":" + other : other, split, size, channels, unreadable);
            }
        }

        /**
         * Points in the plane, drawn without end.
         *
         * @param source the distribution that they are drawn from
         */
        record Points(PointCloud source) implements Data {
            @Override
            public Shape shape() {
                return Shape.of(2);
            }

            @Override
            public String extents() {
                return "two coordinates";
            }

            @Override
            public MetricWords.Subject measurable(boolean labelled) {
                return new MetricWords.Subject(false, false, source.modes());
            }

            @Override
            public Points anywhere() {
                return this;
            }
        }
    }

    /**
     * The alternation of the two players.
     *
     * @param batchSize samples of each kind in one update
     * @param fakes the statistics that the generator normalises with when it makes fakes for the discriminator's update
     * @param alternation how often each player moves
     * @param presentation how samples are shown to the discriminator
     */
    public record Training(
            int batchSize,
            Mode fakes,
            Alternation alternation,
            Presentation presentation,
            Play discriminator,
            Play generator) {
        /** @throws IllegalArgumentException as {@link Rules} */
        public Training {
            Rules.check(batchSize, fakes, alternation, presentation);
        }
    }

    /**
     * How one player moves.
     *
     * @param schedule factor on the optimizer's learning rate, by the step
     */
    public record Play(Optimizer optimizer, Schedule schedule) {}

    /** An average of the generator's weights over the steps. */
    public sealed interface Average {
        /** The weights as they are. */
        record None() implements Average {}

        /**
         * average = decay average + (1 - decay) weights, after each step.
         *
         * @param decay in [0, 1); 0 is the weights as they are
         */
        record Exponential(double decay) implements Average {
            /** @throws IllegalArgumentException if {@code decay} is not in [0, 1) */
            public Exponential {
                Require.fraction("decay", decay);
            }
        }
    }

    /**
     * What a run tells and keeps. Intervals are in steps.
     *
     * @param reportEvery interval of the meters' means
     * @param sampleEvery interval of the sample grids
     * @param checkpointEvery interval of the checkpoints
     * @param samples images in one grid
     */
    public record Output(int reportEvery, int sampleEvery, int checkpointEvery, int samples) {
        /** @throws IllegalArgumentException if a value is less than 1 */
        public Output {
            Require.positive("reportEvery", reportEvery);
            Require.positive("sampleEvery", sampleEvery);
            Require.positive("checkpointEvery", checkpointEvery);
            Require.positive("samples", samples);
        }
    }

    /** Examinations of the game while it is played. */
    public sealed interface Diagnostics {
        /** None. */
        record None() implements Diagnostics {}

        /**
         * {@link org.monge.train.Diagnostics} at regular intervals.
         *
         * @param every interval in steps, a multiple of the reports' interval
         * @param batches real and generated batches that are looked at, the same every time
         * @param patience measurements in a row that must show the same before an alarm is raised
         */
        record Periodic(int every, int batches, int patience) implements Diagnostics {
            /** @throws IllegalArgumentException if {@code batches} is less than 2, or another value less than 1 */
            public Periodic {
                Require.positive("every", every);
                Require.that(batches >= 2, "batches", "at least 2", batches);
                Require.positive("patience", patience);
            }
        }
    }

    /** Measurements of the samples while the game is played. */
    public sealed interface Evaluation {
        /** None. */
        record None() implements Evaluation {}

        /**
         * {@link PeriodicEvaluation} at regular intervals.
         *
         * @param every interval in steps, a multiple of the reports' interval
         * @param samples how many generated and how many real samples are compared, the same starts and the same real
         *     ones every time
         * @param metrics words of {@link MetricWords}
         * @param features where samples are compared
         * @param keepBest the metric by which the best checkpoint is kept; {@code none} to keep none
         */
        record Periodic(int every, int samples, List<String> metrics, EvaluationSpace features, String keepBest)
                implements Evaluation {
            private static final String NONE = "none";

            /** @throws IllegalArgumentException if {@code samples} is less than 2, another number less than 1, or no metric named */
            public Periodic {
                metrics = List.copyOf(metrics);
                Require.positive("every", every);
                Require.that(samples >= 2, "samples", "at least 2", samples);
                Require.that(!metrics.isEmpty(), "metrics", "at least one", "none");
            }

            /** The metric by which the best checkpoint is kept. */
            public Optional<String> criterion() {
                return keepBest.equals(NONE) ? Optional.empty() : Optional.of(keepBest);
            }
        }
    }
}
