package org.monge.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.monge.data.PointCloud;
import org.monge.latent.LowResolution;
import org.monge.latent.NormalLatent;
import org.monge.latent.Source;
import org.monge.latent.UniformLatent;
import org.monge.network.Activations;
import org.monge.network.Clipped;
import org.monge.network.Convolutions;
import org.monge.network.DenseLayers;
import org.monge.network.Initializer;
import org.monge.network.LabelEmbedding;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Normalizations;
import org.monge.network.ProjectionHead;
import org.monge.network.Resampling;
import org.monge.network.Residual;
import org.monge.network.Shapes;
import org.monge.network.SpectralNorm;
import org.monge.network.WeightNorm;
import org.monge.objective.Alpha;
import org.monge.objective.Constraint;
import org.monge.objective.Content;
import org.monge.objective.Divergence;
import org.monge.objective.Divergences;
import org.monge.objective.Dragan;
import org.monge.objective.FGan;
import org.monge.objective.FiniteDifferencePenalty;
import org.monge.objective.Gan;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Hinge;
import org.monge.objective.Jeffrey;
import org.monge.objective.JensenShannon;
import org.monge.objective.LeastSquares;
import org.monge.objective.Minimax;
import org.monge.objective.NoConstraint;
import org.monge.objective.NoPenalty;
import org.monge.objective.NonSaturating;
import org.monge.objective.Objective;
import org.monge.objective.Penalty;
import org.monge.objective.R1;
import org.monge.objective.R2;
import org.monge.objective.RelativisticPaired;
import org.monge.objective.SquaredHellinger;
import org.monge.objective.Sum;
import org.monge.objective.Wasserstein;
import org.monge.objective.WeightClipping;
import org.monge.objective.WeightedJensenShannon;
import org.monge.optimize.Adam;
import org.monge.optimize.AdamW;
import org.monge.optimize.ClippedGradients;
import org.monge.optimize.Optimizer;
import org.monge.optimize.RmsProp;
import org.monge.optimize.Schedule;
import org.monge.optimize.Sgd;
import org.monge.train.Alternation;
import org.monge.train.Presentation;

/** What things are called in YAML. A new layer, objective, penalty or optimizer is one line here. */
final class Vocabulary {
    private static final List<Word> WORDS = List.of(
            new Word(Recipe.Data.class, "images", Recipe.Data.Images.class),
            new Word(Recipe.Data.class, "points", Recipe.Data.Points.class),
            new Word(Source.class, "normal", NormalLatent.class),
            new Word(Source.class, "uniform", UniformLatent.class),
            new Word(Source.class, "low-resolution", LowResolution.class),
            new Word(Initializer.class, "glorot-uniform", Initializer.GlorotUniform.class),
            new Word(Initializer.class, "he-uniform", Initializer.HeUniform.class),
            new Word(Initializer.class, "normal", Initializer.Normal.class),
            new Word(Initializer.class, "dcgan", Initializer.Dcgan.class),
            new Word(Initializer.class, "wgan-gp", Initializer.WganGp.class),
            new Word(Initializer.class, "torch-default", Initializer.TorchDefault.class),
            new Word(Layer.class, "dense", DenseLayers.Dense.class),
            new Word(Layer.class, "maxout", DenseLayers.Maxout.class),
            new Word(Layer.class, "convolution", Convolutions.Convolution.class),
            new Word(Layer.class, "transposed-convolution", Convolutions.TransposedConvolution.class),
            new Word(Layer.class, "batch-norm", Normalizations.BatchNorm.class),
            new Word(Layer.class, "layer-norm", Normalizations.LayerNorm.class),
            new Word(Layer.class, "instance-norm", Normalizations.InstanceNorm.class),
            new Word(Layer.class, "group-norm", Normalizations.GroupNorm.class),
            new Word(Layer.class, "relu", Activations.Relu.class),
            new Word(Layer.class, "leaky-relu", Activations.LeakyRelu.class),
            new Word(Layer.class, "elu", Activations.Elu.class),
            new Word(Layer.class, "smooth-elu", Activations.SmoothElu.class),
            new Word(Layer.class, "softplus", Activations.Softplus.class),
            new Word(Layer.class, "sigmoid", Activations.Sigmoid.class),
            new Word(Layer.class, "tanh", Activations.Tanh.class),
            new Word(Layer.class, "upsample", Resampling.Upsample.class),
            new Word(Layer.class, "nearest-upsample", Resampling.NearestUpsample.class),
            new Word(Layer.class, "pixel-shuffle", Resampling.PixelShuffle.class),
            new Word(Layer.class, "average-pool", Resampling.AveragePool.class),
            new Word(Layer.class, "global-sum", Resampling.GlobalSum.class),
            new Word(Layer.class, "global-mean", Resampling.GlobalMean.class),
            new Word(Layer.class, "reshape", Shapes.Reshape.class),
            new Word(Layer.class, "flatten", Shapes.Flatten.class),
            new Word(Layer.class, "crop", Shapes.Crop.class),
            new Word(Layer.class, "spectral-norm", SpectralNorm.class),
            new Word(Layer.class, "weight-norm", WeightNorm.class),
            new Word(Layer.class, "clipped", Clipped.class),
            new Word(Layer.class, "residual", Residual.class),
            new Word(Layer.class, "label-embedding", LabelEmbedding.class),
            new Word(Layer.class, "projection", ProjectionHead.class),
            new Word(Objective.class, "wasserstein", Wasserstein.class),
            new Word(Objective.class, "minimax", Minimax.class),
            new Word(Objective.class, "non-saturating", NonSaturating.class),
            new Word(Objective.class, "least-squares", LeastSquares.class),
            new Word(Objective.class, "hinge", Hinge.class),
            new Word(Objective.class, "relativistic-paired", RelativisticPaired.class),
            new Word(Objective.class, "fgan", FGan.class),
            new Word(Divergence.class, "total-variation", Divergences.TotalVariation.class),
            new Word(Divergence.class, "kl", Divergences.KullbackLeibler.class),
            new Word(Divergence.class, "reverse-kl", Divergences.ReverseKullbackLeibler.class),
            new Word(Divergence.class, "pearson", Divergences.Pearson.class),
            new Word(Divergence.class, "neyman", Divergences.Neyman.class),
            new Word(Divergence.class, "squared-hellinger", SquaredHellinger.class),
            new Word(Divergence.class, "jeffrey", Jeffrey.class),
            new Word(Divergence.class, "jensen-shannon", JensenShannon.class),
            new Word(Divergence.class, "weighted-jensen-shannon", WeightedJensenShannon.class),
            new Word(Divergence.class, "gan", Gan.class),
            new Word(Divergence.class, "alpha", Alpha.class),
            new Word(Penalty.class, "none", NoPenalty.class),
            new Word(Penalty.class, "gradient-penalty", GradientPenalty.class),
            new Word(Content.class, "none", Content.None.class),
            new Word(Content.class, "l1", Content.L1.class),
            new Word(Content.class, "mean-square", Content.MeanSquare.class),
            new Word(Alternation.Burst.class, "none", Alternation.Burst.None.class),
            new Word(Alternation.Burst.class, "periodic", Alternation.Burst.Periodic.class),
            new Word(Presentation.Noise.class, "none", Presentation.Noise.None.class),
            new Word(Presentation.Noise.class, "annealed", Presentation.Noise.Annealed.class),
            new Word(Penalty.class, "dragan", Dragan.class),
            new Word(Penalty.class, "r1", R1.class),
            new Word(Penalty.class, "r2", R2.class),
            new Word(Penalty.class, "finite-difference", FiniteDifferencePenalty.class),
            new Word(Penalty.class, "sum", Sum.class),
            new Word(Constraint.class, "none", NoConstraint.class),
            new Word(Constraint.class, "weight-clipping", WeightClipping.class),
            new Word(Optimizer.class, "adam", Adam.class),
            new Word(Schedule.class, "constant", Schedule.Constant.class),
            new Word(Optimizer.class, "adam-w", AdamW.class),
            new Word(Optimizer.class, "rms-prop", RmsProp.class),
            new Word(Optimizer.class, "sgd", Sgd.class),
            new Word(Optimizer.class, "clipped", ClippedGradients.class),
            new Word(Schedule.class, "linear-decay", Schedule.LinearDecay.class),
            new Word(Schedule.class, "warm-up", Schedule.WarmUp.class),
            new Word(Recipe.Average.class, "none", Recipe.Average.None.class),
            new Word(Recipe.Average.class, "exponential", Recipe.Average.Exponential.class),
            new Word(Recipe.Diagnostics.class, "none", Recipe.Diagnostics.None.class),
            new Word(Recipe.Diagnostics.class, "periodic", Recipe.Diagnostics.Periodic.class),
            new Word(Recipe.Evaluation.class, "none", Recipe.Evaluation.None.class),
            new Word(Recipe.Evaluation.class, "periodic", Recipe.Evaluation.Periodic.class),
            new Word(EvaluationSpace.class, "classifier", EvaluationSpace.Classifier.class),
            new Word(EvaluationSpace.class, "pixels", EvaluationSpace.Pixels.class),
            new Word(EvaluationSpace.class, "random", EvaluationSpace.Random.class),
            new Word(EvaluationSpace.class, "network", EvaluationSpace.Network.class));

    private static final Map<Enum<?>, String> CHOICES = Map.ofEntries(
            Map.entry(Mode.TRAINING, "batch-statistics"),
            Map.entry(Mode.EVALUATION, "running-statistics"),
            Map.entry(PointCloud.EIGHT_GAUSSIANS, PointCloud.EIGHT_GAUSSIANS.toString()),
            Map.entry(PointCloud.TWENTY_FIVE_GAUSSIANS, PointCloud.TWENTY_FIVE_GAUSSIANS.toString()));

    private Vocabulary() {}

    private record Word(Class<?> kind, String word, Class<? extends Record> thing) {}

    /** Whether things of this type are told apart by a word. */
    static boolean isKind(Class<?> type) {
        return WORDS.stream().anyMatch(word -> word.kind == type);
    }

    /** The words for things of this kind. */
    static List<String> words(Class<?> kind) {
        return WORDS.stream().filter(word -> word.kind == kind).map(Word::word).toList();
    }

    /** What the word means among things of this kind. */
    static Optional<Class<? extends Record>> thing(Class<?> kind, String name) {
        return WORDS.stream()
                .filter(word -> word.kind == kind && word.word.equals(name))
                .<Class<? extends Record>>map(Word::thing)
                .findFirst();
    }

    /** The word for this thing; none if it has no place in YAML. */
    static Optional<String> word(Object thing) {
        return WORDS.stream()
                .filter(word -> word.thing == thing.getClass())
                .map(Word::word)
                .findFirst();
    }

    /** The word for one of a fixed choice. */
    static String choice(Enum<?> constant) {
        return CHOICES.getOrDefault(
                constant, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
