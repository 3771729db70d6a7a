package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monge.network.Layer;

/** Each row: a piece of a good recipe, what takes its place, and the one line that refuses it. */
class RefusedRecipeTest {
    private static final String TOP =
            "name, description, seed, steps, data, latent, generator, discriminator, objective,"
                    + " penalty, constraint, content, training, average, output, diagnostics, evaluation";
    private static final String LAYERS = String.join(", ", Vocabulary.words(Layer.class));

    @Test
    void unknownKeyAtTheTopIsRefusedWithTheNearest() {
        assertEquals(
                "stpes: unknown key; did you mean steps? known keys: " + TOP,
                Texts.refusal("steps: 5000", "stpes: 5000"));
    }

    @Test
    void missingKeyAtTheTopIsRefused() {
        assertEquals("seed: missing key; the keys here: " + TOP, Texts.refusal("seed: 1\n", ""));
    }

    @Test
    void unknownLayerIsRefusedWithTheNearest() {
        assertEquals(
                "generator.layers[5].convolve: unknown word; did you mean convolution? known words: " + LAYERS,
                Texts.refusal("convolution:", "convolve:"));
        assertEquals(
                "generator.layers[2]: unknown word reul; did you mean relu? known words: " + LAYERS,
                Texts.refusal("- relu", "- reul"));
    }

    @Test
    void settingsThatAreNotIndentedAreRefused() {
        assertEquals(
                "generator.layers[4]: must be one word with its settings indented under it (" + LAYERS
                        + "), got {upsample=null, factor=2}",
                Texts.refusal("- upsample: {factor: 2}", "- upsample:\n      factor: 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kernel: 5 | kernal: 5 | generator.layers[5].convolution.kernal: unknown key;"
                        + " did you mean kernel? known keys: filters, kernel, stride, padding, bias",
                "{weight: 10, | {weight: 10, slope: 1, | penalty.gradient-penalty.slope: unknown key;"
                        + " did you mean sides? known keys: weight, target, sides",
                "- relu | - relu: {slope: 1} | generator.layers[2].relu.slope: unknown key; there are no keys here",
                "seed: 1 | seed: 1.5 | seed: must be an integer, got 1.5",
                "seed: 1 | seed: 1.0 | seed: must be an integer, got 1.0",
                "seed: 1 | seed: '1' | seed: must be an integer, got '1'",
                "seed: 1 | seed: 9223372036854775808 | seed: must be an integer from -9223372036854775808 to"
                        + " 9223372036854775807, got 9223372036854775808",
                "size: 32 | size: 2147483648 | data.images.size: must be an integer from -2147483648 to 2147483647,"
                        + " got 2147483648",
                "size: 32 | size: -2147483649 | data.images.size: must be an integer from -2147483648 to 2147483647,"
                        + " got -2147483649",
                "size: 32 | size: [32, 32] | data.images.size: must be an integer, got [32, 32]",
                "weight: 10 | weight: abc | penalty.gradient-penalty.weight: must be a number, got 'abc'",
                "weight: 10 | weight: .nan | penalty.gradient-penalty.weight: must be a number, got '.nan'",
                "weight: 10 | weight: 1e999 | penalty.gradient-penalty.weight: must be a number, got Infinity",
                "weight: 10 | weight: true | penalty.gradient-penalty.weight: must be a number, got true",
                "bias: true | bias: yes | generator.layers[0].dense.bias: must be true or false, got 'yes'",
                "bias: true | bias: 1 | generator.layers[0].dense.bias: must be true or false, got 1",
                "name: wgan-gp-fashion | name: 2017 | name: must be text, in quotes where it could be read as"
                        + " something else, got 2017",
                "name: wgan-gp-fashion | name: | name: must be text, in quotes where it could be read as"
                        + " something else, got nothing",
                "split: train | split: tran | data.images.split: unknown word tran; did you mean train?"
                        + " known words: train, test",
                "split: train | split: TRAIN | data.images.split: unknown word TRAIN; did you mean train?"
                        + " known words: train, test",
                "split: train | split: 3 | data.images.split: must be one of train, test, got 3",
                "fakes: running-statistics | fakes: evaluation | training.fakes: unknown word evaluation;"
                        + " did you mean batch-statistics? known words: batch-statistics, running-statistics",
                "average: none | average: exponental | average: unknown word exponental;"
                        + " did you mean exponential? known words: none, exponential",
                "average: none | average: [] | average: must be one word with its settings indented"
                        + " under it (none, exponential), got []",
                "average: none | average: exponential | average.exponential.decay: missing key;"
                        + " the keys here: decay",
                "average: none | average: {exponential: 0.99} | average.exponential: must be a map of decay, got 0.99",
                "average: none | average: {none: {}, exponential: {decay: 0.9}} | average: must be one word with its"
                        + " settings indented under it (none, exponential), got {none={}, exponential={decay=0.9}}",
                "- relu | - relu: | generator.layers[2].relu: must be a map of nothing, {}, got nothing",
            })
    void wrongFormIsRefused(String old, String replacement, String message) {
        assertEquals(message, Texts.refusal(old, replacement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "steps: 5000 | steps: 0 | steps: must be at least 1, got 0",
                "name: wgan-gp-fashion | name: ../up | name: must be letters, digits, '.', '-' and '_',"
                        + " the first a letter or digit, got ../up",
                "channels: 1 | channels: 2 | data.images.channels: must be 1 or 3, got 2",
                "size: 32 | size: 0 | data.images.size: must be at least 1, got 0",
                "source: fashion-mnist | source: ' ' | data.images.source: must be fashion-mnist, mnist, stacked-mnist or a path, got ' '",
                "source: fashion-mnist | source: stacked-mnist | data.images.channels: must be 3 for stacked-mnist, got 1",
                "source: fashion-mnist | source: 'stacked-mnist:a' | data.images.channels: must be 3 for stacked-mnist,"
                        + " got 1",
                "size: 128 | size: 0 | latent.normal.size: must be at least 1, got 0",
                "momentum: 0.01 | momentum: 0 | generator.layers[1].batch-norm.momentum: must be greater than 0 and"
                        + " at most 1, got 0.0",
                "batch-size: 64 | batch-size: 0 | training.batch-size: must be at least 1, got 0",
                "discriminator-steps: 5 | discriminator-steps: 0 | training.alternation.discriminator-steps: must be at least 1,"
                        + " got 0",
                "learning-rate: 0.0001 | learning-rate: -1 | training.discriminator.optimizer.adam.learning-rate:"
                        + " must be greater than 0, got -1.0",
                "beta1: 0.5 | beta1: 1 | training.discriminator.optimizer.adam.beta1: must be at least 0 and less"
                        + " than 1, got 1.0",
                "weight: 10 | weight: -1 | penalty.gradient-penalty.weight: must be at least 0, got -1.0",
                "average: none | average: {exponential: {decay: 1}} | average.exponential.decay: must be at least 0"
                        + " and less than 1, got 1.0",
                "diagnostics: none | diagnostics: {periodic: {every: 0, batches: 8, patience: 3}} |"
                        + " diagnostics.periodic.every: must be at least 1, got 0",
                "diagnostics: none | diagnostics: {periodic: {every: 10, batches: 1, patience: 3}} |"
                        + " diagnostics.periodic.batches: must be at least 2, got 1",
                "diagnostics: none | diagnostics: {periodic: {every: 10, batches: 8, patience: 0}} |"
                        + " diagnostics.periodic.patience: must be at least 1, got 0",
                "diagnostics: none | diagnostics: {periodic: {every: 15, batches: 8, patience: 3}} |"
                        + " diagnostics.periodic.every: must be a multiple of output.report-every, 10, got 15",
                "evaluation: none | evaluation: {periodic: {every: 10, samples: 1, metrics: [modes], features: pixels,"
                        + " keep-best: none}} | evaluation.periodic.samples: must be at least 2, got 1",
                "evaluation: none | evaluation: {periodic: {every: 10, samples: 9, metrics: [], features: pixels,"
                        + " keep-best: none}} | evaluation.periodic.metrics: must be at least one, got none",
                "evaluation: none | evaluation: {periodic: {every: 5, samples: 9, metrics: [density], features: pixels,"
                        + " keep-best: none}} | evaluation.periodic.every: must be a multiple of output.report-every,"
                        + " 10, got 5",
                "evaluation: none | evaluation: {periodic: {every: 10, samples: 9, metrics: [fid], features: pixels,"
                        + " keep-best: none}} | evaluation.periodic.metrics: metric must be standard, all, or of"
                        + " frechet-distance, kernel-distance, precision, density, duplicate-rate, sliced-wasserstein,"
                        + " earth-mover-distance, sinkhorn-divergence, classifier-score, classes, ms-ssim,"
                        + " patch-sliced-wasserstein for these samples, got fid",
                "evaluation: none | evaluation: {periodic: {every: 10, samples: 9, metrics: [density, ms-ssim],"
                        + " features: pixels, keep-best: ms-ssim}} | evaluation.periodic.keep-best: must be none, or of"
                        + " what is measured and has a better end: density; got ms-ssim",
                "evaluation: none | evaluation: {periodic: {every: 10, samples: 9, metrics: [density], features: inception,"
                        + " keep-best: none}} | evaluation.periodic.features: unknown word inception; did you mean"
                        + " network? known words: classifier, pixels, random, network",
                "report-every: 10 | report-every: 0 | output.report-every: must be at least 1, got 0",
                "sample-every: 100 | sample-every: 0 | output.sample-every: must be at least 1, got 0",
                "checkpoint-every: 100 | checkpoint-every: -1 | output.checkpoint-every: must be at least 1, got -1",
                "samples: 64 | samples: 0 | output.samples: must be at least 1, got 0",
            })
    void impossibleValueIsRefused(String old, String replacement, String message) {
        assertEquals(message, Texts.refusal(old, replacement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- flatten | - tanh | discriminator.layers[7].dense: the input of dense must be flat, got 512x4x4",
                "channels: 512, | channels: 511, | generator.layers[3].reshape: must be of 8192 values, got 511x4x4",
                "{size: 128} | {size: 9223372036854775807} | generator.layers[0].dense: must have fewer than 2^63"
                        + " values, got more",
                "size: 32 | size: 28 | generator: must end in the data's channels x size x size, 1x28x28,"
                        + " got 1x32x32",
                "channels: 1, | channels: 3, | generator: must end in the data's channels x size x size, 3x32x32,"
                        + " got 1x32x32",
                "- dense: {units: 1, | - dense: {units: 2, | discriminator: must end in one score, shape 1,"
                        + " got shape 2",
                "kernel: 5, stride: 2, padding: 2 | kernel: 40, stride: 2, padding: 2"
                        + " | discriminator.layers[0].convolution.kernel: must be at most the padded image, 36, got 40",
            })
    void partsThatDoNotFitAreRefused(String old, String replacement, String message) {
        assertEquals(message, Texts.refusal(old, replacement));
    }

    @Test
    void networkWithoutLayersIsRefused() {
        String yaml = "extends: wgan-gp-small\ngenerator: {layers: []}";
        assertEquals("generator.layers: must be at least one, got none", Texts.refusal(() -> Recipes.parse(yaml)));
    }

    @Test
    void duplicateKeyIsRefused() {
        assertEquals("steps: duplicate key", Texts.refusal("steps: 5000", "steps: 5000\nsteps: 6000"));
        assertEquals(
                "generator.layers[5].convolution.kernel: duplicate key",
                Texts.refusal("kernel: 5", "kernel: 5, kernel: 3"));
    }

    @Test
    void yamlThatSaysOneThingAndMeansAnotherIsRefused() {
        assertEquals("seed: must be written out, got the anchor &a", Texts.refusal("seed: 1", "seed: &a 1"));
        assertEquals(
                "seed: must be without a tag, got tag:yaml.org,2002:str", Texts.refusal("seed: 1", "seed: !!str 1"));
        assertEquals("must have words", Texts.refusal("seed: 1", "[1]: 1").replaceAll("recipe: | for keys.*", ""));
    }

    @Test
    void keyOfTwoLinesIsToldInOne() {
        assertEquals(
                "two lines: unknown key; did you mean training? known keys: " + TOP,
                Texts.refusal("seed: 1", "\"two\\n  lines\": 1"));
    }

    @Test
    void textThatIsNoMapIsRefusedInOneLine() {
        assertEquals(
                "recipe: must be a map of " + TOP + ", got nothing", Texts.refusal(() -> Recipes.parse("# empty")));
        assertEquals("recipe: must be a map of " + TOP + ", got [1, 2]", Texts.refusal(() -> Recipes.parse("[1, 2]")));
        assertEquals(
                "recipe: not YAML at line 2, column 1: expected ',' or '}', but got <stream end>",
                Texts.refusal(() -> Recipes.parse("data: {size: 3\n")));
        assertFalse(Texts.refusal(() -> Recipes.parse("a: \u0007")).contains("\n"));
    }
}
