package org.monge.recipe;

import static org.monge.recipe.Finding.Severity.ERROR;
import static org.monge.recipe.Finding.Severity.WARNING;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.monge.network.Activations.Elu;
import org.monge.network.Activations.Sigmoid;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.Clipped;
import org.monge.network.Layer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Shapes;
import org.monge.network.SpectralNorm;
import org.monge.objective.NoPenalty;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;

/** What papers and experience say against recipes that break no rule. */
public final class Checks {
    private static final double FAR = 10;
    private static final int FEW_PACKS = 16;
    private static final double VANISHING = 1e-4;

    private static final List<Function<Recipe, Optional<Finding>>> RULES = List.of(
            Checks::batchNormUnderPenalty,
            Checks::squashedScores,
            Checks::unboundedCritic,
            Checks::clippingAndPenalty,
            Checks::momentumWithClipping,
            Checks::oneStepWithClipping,
            Checks::clipBoundAgainstDepth,
            Checks::eluUnderPenalty,
            Checks::rangeOfImages,
            Checks::rangeOfPoints,
            Checks::ratesFarApart,
            Checks::fewPacks,
            Checks::labelsForOnePlayer);

    private Checks() {}

    /** Everything found, errors first. */
    public static List<Finding> of(Recipe recipe) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(recipe).stream())
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .toList();
    }

    private static Optional<Finding> batchNormUnderPenalty(Recipe recipe) {
        boolean found = recipe.penalty().isPerSample() && has(recipe.discriminator(), BatchNorm.class);
        return when(
                found,
                () -> new Finding(
                        ERROR,
                        "discriminator.layers",
                        "batch-norm stands in a discriminator under a penalty on the slopes of single samples",
                        "batch-norm makes each score depend on the whole batch: the norm that is penalised is no slope of D",
                        "take layer-norm instead of batch-norm, or none",
                        "Gulrajani et al. (2017), section 4"));
    }

    private static Optional<Finding> squashedScores(Recipe recipe) {
        Layer last = last(recipe.discriminator());
        boolean found = last instanceof Sigmoid || last instanceof Tanh;
        boolean wasserstein = recipe.objective() instanceof Wasserstein;
        return when(
                found,
                () -> new Finding(
                        ERROR,
                        "discriminator.layers",
                        "the discriminator ends in " + word(last) + ", but objectives take scores without bounds",
                        wasserstein
                                ? "the estimate cannot exceed the range of " + word(last)
                                        + ", and gradients vanish at its ends"
                                : "the objective applies its own logarithm and sigmoid: gradients vanish twice as early",
                        "leave out the last layer",
                        wasserstein ? "Arjovsky et al. (2017), section 3" : "Goodfellow et al. (2014), section 3"));
    }

    private static Optional<Finding> unboundedCritic(Recipe recipe) {
        boolean bounded = clips(recipe)
                || !(recipe.penalty() instanceof NoPenalty)
                || has(recipe.discriminator(), SpectralNorm.class);
        return when(
                recipe.objective() instanceof Wasserstein && !bounded,
                () -> new Finding(
                        WARNING,
                        "objective",
                        "nothing bounds the critic's slope",
                        "scores grow without end; the estimate is no distance, and the training diverges",
                        "--set 'penalty=gradient-penalty: {weight: 10, target: 1, sides: two-sided}'",
                        "Arjovsky et al. (2017), eq. 2"));
    }

    private static Optional<Finding> clippingAndPenalty(Recipe recipe) {
        return when(
                clips(recipe) && recipe.penalty().isPerSample(),
                () -> new Finding(
                        WARNING,
                        "constraint",
                        "weights are clipped and slopes penalised",
                        "clipping keeps the critic from the slope that the penalty asks for; one works against the other",
                        "--set constraint=none",
                        "Gulrajani et al. (2017), section 3"));
    }

    private static Optional<Finding> momentumWithClipping(Recipe recipe) {
        double momentum = recipe.training().discriminator().optimizer().momentum();
        return when(
                clips(recipe) && momentum > 0,
                () -> new Finding(
                        WARNING,
                        "training.discriminator.optimizer",
                        "the critic's optimizer has momentum (beta1), " + momentum + ", and its weights are clipped",
                        "its loss is not stationary: the step turns against the gradient, and the training becomes unstable",
                        "--set 'training.discriminator.optimizer=rms-prop: {learning-rate: 5e-5, decay: 0.99, epsilon: 1e-8}'",
                        "Arjovsky et al. (2017), section 4.3"));
    }

    private static Optional<Finding> oneStepWithClipping(Recipe recipe) {
        int steps = recipe.training().alternation().discriminatorSteps();
        return when(
                clips(recipe) && steps == 1,
                () -> new Finding(
                        WARNING,
                        "training.alternation.discriminator-steps",
                        "the clipped critic has one update for each of the generator's",
                        "clipping makes a critic slow to learn: it stays far from its optimum, and its estimate means little",
                        "--set training.alternation.discriminator-steps=5",
                        "Arjovsky et al. (2017), section 4.3 and algorithm 1"));
    }

    private static Optional<Finding> clipBoundAgainstDepth(Recipe recipe) {
        if (!(recipe.constraint() instanceof WeightClipping clipping)) {
            return Optional.empty();
        }
        double ratio = ClippedDepth.of(recipe, clipping.bound());
        boolean vanishes = ratio < VANISHING;
        return when(
                vanishes || ratio > 1 / VANISHING,
                () -> new Finding(
                        WARNING,
                        "constraint.weight-clipping.bound",
                        String.format(
                                Locale.ROOT,
                                "with every weight at a bound of %s, the gradient at the first layer is %.0e of that at the last",
                                clipping.bound(),
                                ratio),
                        vanishes ? "the generator learns next to nothing" : "updates explode",
                        vanishes ? "raise the bound, or penalise slopes" : "lower the bound, or penalise slopes",
                        "Gulrajani et al. (2017), section 3.2 and figure 1b"));
    }

    private static Optional<Finding> eluUnderPenalty(Recipe recipe) {
        boolean found = recipe.penalty().differentiatesScores() && has(recipe.discriminator(), Elu.class);
        return when(
                found,
                () -> new Finding(
                        WARNING,
                        "discriminator.layers",
                        "elu stands where second derivatives are taken",
                        "its derivative is continuous but not smooth; such critics could not be trained",
                        "take smooth-elu instead",
                        "Gulrajani et al. (2017), appendix D"));
    }

    private static Optional<Finding> rangeOfImages(Recipe recipe) {
        Layer last = last(recipe.generator());
        boolean found = recipe.data() instanceof Recipe.Data.Images && !(last instanceof Tanh);
        return when(
                found,
                () -> new Finding(
                        WARNING,
                        "generator.layers",
                        "images are in [-1, 1], and the generator ends in " + word(last),
                        "it can make values that no image has, or cannot make those that images have",
                        "end in tanh",
                        "Radford et al. (2015), section 3"));
    }

    private static Optional<Finding> rangeOfPoints(Recipe recipe) {
        Layer last = last(recipe.generator());
        boolean found =
                recipe.data() instanceof Recipe.Data.Points && (last instanceof Tanh || last instanceof Sigmoid);
        return when(
                found,
                () -> new Finding(
                        WARNING,
                        "generator.layers",
                        "the points lie beyond 1, and the generator ends in " + word(last),
                        "it cannot reach them",
                        "leave out the last layer",
                        "the program of Gulrajani et al. (2017) for these points"));
    }

    private static Optional<Finding> ratesFarApart(Recipe recipe) {
        double critic = recipe.training().discriminator().optimizer().learningRate();
        double generator = recipe.training().generator().optimizer().learningRate();
        return when(
                critic > FAR * generator,
                () -> new Finding(
                        WARNING,
                        "training.discriminator.optimizer",
                        "the discriminator's learning rate, " + critic + ", is far above the generator's, " + generator,
                        "the discriminator wins; where its loss saturates, the generator's gradient is gone",
                        "bring the rates nearer; two time scales in use differ by about 3",
                        "Heusel et al. (2017), table 1"));
    }

    private static Optional<Finding> fewPacks(Recipe recipe) {
        int packing = recipe.training().presentation().packing();
        int packs = recipe.training().batchSize() / packing;
        return when(
                packing > 1 && packs < FEW_PACKS,
                () -> new Finding(
                        WARNING,
                        "training.batch-size",
                        "a batch makes " + packs + " packs of " + packing,
                        "the discriminator's gradient is the mean over so few scores, and noisy",
                        "--set training.batch-size=" + 64 * packing,
                        "Lin et al. (2018), section 4"));
    }

    private static Optional<Finding> labelsForOnePlayer(Recipe recipe) {
        boolean drawn = recipe.generator().classes().isPresent();
        boolean judged = recipe.discriminator().classes().isPresent();
        return when(
                drawn != judged,
                () -> new Finding(
                        WARNING,
                        drawn ? "discriminator.layers" : "generator.layers",
                        "the " + (drawn ? "generator" : "discriminator") + " is told classes, the other player is not",
                        drawn
                                ? "nothing makes the generator draw the class that it is told"
                                : "samples are judged by labels that the generator never saw",
                        drawn ? "end the discriminator in projection" : "begin the generator with label-embedding",
                        "Mirza and Osindero (2014), eq. 2"));
    }

    private static boolean clips(Recipe recipe) {
        return recipe.constraint() instanceof WeightClipping || has(recipe.discriminator(), Clipped.class);
    }

    private static boolean has(Architecture network, Class<? extends Layer> kind) {
        return all(network.layers()).anyMatch(kind::isInstance);
    }

    private static Stream<Layer> all(List<Layer> layers) {
        return layers.stream().flatMap(layer -> Stream.concat(Stream.of(layer), all(layer.parts())));
    }

    /** The last layer that computes something. */
    private static Layer last(Architecture network) {
        List<Layer> layers = network.layers();
        int last = layers.size() - 1;
        while (last > 0 && isShape(layers.get(last))) {
            last--;
        }
        return layers.get(last);
    }

    private static boolean isShape(Layer layer) {
        return layer instanceof Shapes.Reshape || layer instanceof Shapes.Flatten || layer instanceof Shapes.Crop;
    }

    private static String word(Layer layer) {
        return Vocabulary.word(layer).orElse(layer.toString());
    }

    private static Optional<Finding> when(boolean found, Supplier<Finding> finding) {
        return found ? Optional.of(finding.get()) : Optional.empty();
    }
}
