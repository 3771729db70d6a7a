package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.data.SampleStream;
import org.monge.engine.Device;
import org.monge.engine.Execution;
import org.monge.engine.Precision;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Layer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.network.WeightNorm;
import org.monge.network.Weights;
import org.monge.objective.Content;
import org.monge.optimize.ClippedGradients;
import org.monge.optimize.Descent;
import org.monge.optimize.Optimizer;
import org.monge.optimize.RmsProp;
import org.monge.optimize.WeightAverage;
import org.monge.train.AlternatingStep;
import org.monge.train.Alternation;
import org.monge.train.Players;
import org.monge.train.Presentation;
import org.monge.train.Presentation.Noise;
import org.monge.train.Rules;
import org.monge.train.StepParts;

/**
 * Steps on libtorch's meta device, which has shapes and no values. Arithmetic value by value refuses to mix its tensors with
 * those of the host; products do not, so the players look at what they are given. Convolutions, batch normalisation and the
 * fused optimizers do not know that device, so the players are dense.
 */
class OtherDeviceTest {
    private static final Device META = new Device(DeviceType.Meta, 0);
    private static final int BATCH = 4;
    private static final Optimizer OPTIMIZER = new ClippedGradients(1, new RmsProp(1e-3, 0.9, 1e-8));

    /** The losses of a named recipe, on packed and noisy points. */
    private static Rules rules(Recipe recipe) {
        Content content = recipe.content() instanceof Content.None ? new Content.MeanSquare(1, 1) : recipe.content();
        return new Rules(
                new Rules.Losses(recipe.objective(), recipe.penalty(), recipe.constraint(), content),
                Alternation.of(2),
                new Presentation(2, new Noise.Annealed(0.1, 10)),
                Rules.Pace.constant(),
                BATCH,
                Mode.TRAINING);
    }

    /** Passes on samples that are there. */
    private record OnlyThere() implements Layer {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public Tensor forward(Tensor samples, Weights weights, Mode mode) {
            assertEquals(META, Device.of(samples));
            return samples;
        }
    }

    private static Sequential network(Shape input, long outputs, RandomStream random) {
        return new Architecture(
                        new Initializer.HeUniform(),
                        List.of(
                                new OnlyThere(),
                                new WeightNorm(new Dense(8, true)),
                                new LeakyRelu(0.2),
                                new Dense(outputs, true)))
                .build(input, random, new Execution(META, Precision.FP32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wgan-gp-small",
                "wgan-mlp",
                "dcgan-fashion",
                "gan-minimax",
                "fgan-gan",
                "fgan-jensen-shannon",
                "toy-swissroll-clipping"
            })
    void everythingOfAStepIsWhereThePlayersAre(String name) {
        NormalLatent latent = new NormalLatent(3);
        Rules rules = rules(Recipes.named(name));
        try (RandomStream random = new RandomStream(1);
                Sequential generator = network(Shape.of(3), 2, random);
                Sequential average = network(Shape.of(3), 2, random);
                Sequential discriminator = network(Shape.of(4), 1, random);
                Descent generatorDescent = OPTIMIZER.over(generator.parameters());
                Descent discriminatorDescent = OPTIMIZER.over(discriminator.parameters());
                WeightAverage averaging = new WeightAverage(generator, average, 0.9);
                SampleStream reals = new Points(PointCloud.SWISS_ROLL).stream(BATCH, 1)) {
            Players players = new Players(generator, discriminator, generatorDescent, discriminatorDescent);
            try (AlternatingStep step = new AlternatingStep(players, rules, reals, latent, 1);
                    StepParts parts = new StepParts(players, rules, reals, latent)) {
                step.run();
                parts.byName().values().forEach(Runnable::run);
                averaging.update();
                assertEquals(META, average.device());
            }
        }
    }
}
