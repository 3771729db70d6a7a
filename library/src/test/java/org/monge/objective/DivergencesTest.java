package org.monge.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.monge.examples.LeCam;

/** Each divergence with f as the paper's table prints it, Nowozin et al. (2016), tables 1 and 5. */
class DivergencesTest {
    @Nested
    class TotalVariation extends DivergenceContract {
        TotalVariation() {
            super(new Divergences.TotalVariation(), u -> Math.abs(u - 1) / 2);
        }
    }

    @Nested
    class KullbackLeibler extends DivergenceContract {
        KullbackLeibler() {
            super(new Divergences.KullbackLeibler(), u -> u * Math.log(u));
        }
    }

    @Nested
    class ReverseKullbackLeibler extends DivergenceContract {
        ReverseKullbackLeibler() {
            super(new Divergences.ReverseKullbackLeibler(), u -> -Math.log(u));
        }
    }

    @Nested
    class Pearson extends DivergenceContract {
        Pearson() {
            super(new Divergences.Pearson(), u -> (u - 1) * (u - 1));
        }
    }

    @Nested
    class Neyman extends DivergenceContract {
        Neyman() {
            super(new Divergences.Neyman(), u -> (1 - u) * (1 - u) / u);
        }
    }

    @Nested
    class SquaredHellingerDistance extends DivergenceContract {
        SquaredHellingerDistance() {
            super(new SquaredHellinger(), u -> Math.pow(Math.sqrt(u) - 1, 2));
        }
    }

    @Nested
    class JeffreyDivergence extends DivergenceContract {
        JeffreyDivergence() {
            super(new Jeffrey(), u -> (u - 1) * Math.log(u));
        }
    }

    @Nested
    class JensenShannonDivergence extends DivergenceContract {
        JensenShannonDivergence() {
            super(new JensenShannon(), u -> -(u + 1) * Math.log((1 + u) / 2) + u * Math.log(u));
        }
    }

    @Nested
    class WeightedJensenShannonDivergence extends DivergenceContract {
        WeightedJensenShannonDivergence() {
            super(new WeightedJensenShannon(0.3), u -> weighted(0.3, u));
        }
    }

    @Nested
    class JensenShannonOfEqualWeights extends DivergenceContract {
        JensenShannonOfEqualWeights() {
            super(new WeightedJensenShannon(0.5), u -> 0.5 * (-(u + 1) * Math.log((1 + u) / 2) + u * Math.log(u)));
        }
    }

    private static double weighted(double pi, double u) {
        double mixture = 1 - pi + pi * u;
        return pi * u * Math.log(u) - mixture * Math.log(mixture);
    }

    @Nested
    class OriginalGan extends DivergenceContract {
        OriginalGan() {
            super(new Gan(), u -> u * Math.log(u) - (u + 1) * Math.log(u + 1));
        }
    }

    @Nested
    class NegativeAlpha extends DivergenceContract {
        NegativeAlpha() {
            super(new Alpha(-1), u -> alpha(-1, u));
        }
    }

    @Nested
    class AlphaOfAHalf extends DivergenceContract {
        AlphaOfAHalf() {
            super(new Alpha(0.5), u -> alpha(0.5, u));
        }
    }

    @Nested
    class AlphaJustBelowOne extends DivergenceContract {
        AlphaJustBelowOne() {
            super(new Alpha(0.9), u -> alpha(0.9, u));
        }
    }

    @Nested
    class AlphaJustAboveOne extends DivergenceContract {
        AlphaJustAboveOne() {
            super(new Alpha(1.01), u -> alpha(1.01, u));
        }
    }

    @Nested
    class AlphaOfThree extends DivergenceContract {
        AlphaOfThree() {
            super(new Alpha(3), u -> alpha(3, u));
        }
    }

    /** The divergence of docs/adding-an-objective.md. */
    @Nested
    class OwnDivergence extends DivergenceContract {
        OwnDivergence() {
            super(new LeCam(), u -> (u - 1) * (u - 1) / (u + 1));
        }
    }

    private static double alpha(double alpha, double u) {
        return (Math.pow(u, alpha) - 1 - alpha * (u - 1)) / (alpha * (alpha - 1));
    }

    @Test
    void impossibleSettingsAreRefused() {
        String alpha = "alpha must be a number other than 0 (reverse-kl) and 1 (kl), got ";
        for (double impossible : new double[] {0, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new Alpha(impossible));
            assertEquals(alpha + impossible, refusal.getMessage());
        }
        for (double impossible : new double[] {0, 1, Double.NaN}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> new WeightedJensenShannon(impossible));
            assertEquals("weight must be greater than 0 and less than 1, got " + impossible, refusal.getMessage());
        }
    }
}
