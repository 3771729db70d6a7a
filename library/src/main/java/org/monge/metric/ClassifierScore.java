package org.monge.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.monge.engine.RandomStream;
import org.monge.engine.Require;

/**
 * The Inception score with any classifier, Salimans et al. (2016), section 4: exp of the mean of KL(p(y|x) || p(y)), as a
 * mean over parts of the samples, each with its own p(y). From 1 to the number of classes; higher where samples are
 * clearly of one class each and of all classes together. It does not look at real samples, which are scored beside.
 *
 * <p>Features are {@link ClassProbabilities}.
 *
 * @param splits how many parts; samples go to them in random order, for those of one class often stand together
 */
public record ClassifierScore(int splits) implements Metric {
    /** Ten parts, as in the paper. */
    public ClassifierScore() {
        this(10);
    }

    public ClassifierScore {
        Require.positive("splits", splits);
    }

    @Override
    public String name() {
        return "classifier-score";
    }

    @Override
    public Resampling resampling() {
        return Resampling.REPLACED;
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public int least(int dimension) {
        return splits;
    }

    /** Mean and {@code .../deviation} over the parts, and the mean {@code .../real} of the real samples. */
    @Override
    public Map<String, Double> measure(Features generated, Features real, long seed) {
        Spread spread = score(generated, seed);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(name(), spread.mean());
        numbers.put(name() + "/deviation", spread.deviation());
        numbers.put(name() + "/real", score(real, seed).mean());
        return numbers;
    }

    private Spread score(Features probabilities, long seed) {
        ClassProbabilities.require(probabilities);
        int count = probabilities.count();
        Require.that(splits <= count, "splits", "at most the count of samples, " + count, splits);
        var random = new SplittableRandom(RandomStream.mix(seed, name()));
        Features shuffled = probabilities.select(Draws.without(random, count, count));
        double[] scores = new double[splits];
        for (int k = 0; k < splits; k++) {
            int start = (int) ((long) k * count / splits);
            int end = (int) ((k + 1L) * count / splits);
            scores[k] = Math.exp(information(shuffled, start, end));
        }
        return Spread.of(scores);
    }

    /** The mean of KL(p(y|x) || p(y)) over samples from {@code start} to before {@code end}. */
    private static double information(Features probabilities, int start, int end) {
        double sum = 0;
        for (int c = 0; c < probabilities.dimension(); c++) {
            double marginal = 0;
            for (int i = start; i < end; i++) {
                marginal += probabilities.at(i, c) / (end - start);
            }
            for (int i = start; i < end; i++) {
                double p = probabilities.at(i, c);
                sum += p == 0 ? 0 : p * Math.log(p / marginal);
            }
        }
        return sum / (end - start);
    }
}
