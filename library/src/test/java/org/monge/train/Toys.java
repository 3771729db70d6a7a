package org.monge.train;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.monge.data.Batch;
import org.monge.data.SampleStream;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Shape;
import org.monge.engine.State;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Sequential;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;
import org.monge.objective.Wasserstein;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;

/** A whole game in two dimensions, small enough for hundreds of turns a second. */
final class Toys implements AutoCloseable {
    static final int BATCH = 64;

    final Sequential generator;
    final Sequential discriminator;
    final Descent generatorDescent;
    final Descent discriminatorDescent;
    final SampleStream reals;
    final AlternatingStep turn;

    static final Rules RULES = Rules.of(new Wasserstein(), new GradientPenalty(1, 1, Sides.TWO_SIDED), 3, BATCH);

    Toys(long seed, Adam adam, SampleStream reals) {
        this(seed, RULES, adam, adam, reals);
    }

    Toys(long seed, Rules rules, Adam generatorAdam, Adam discriminatorAdam, SampleStream reals) {
        this.reals = reals;
        try (RandomStream weights = RandomStream.named("weights", seed)) {
            generator = new Architecture(
                            new Initializer.HeUniform(),
                            List.of(new Dense(32, false), new BatchNorm(1e-5, 0.1), new Relu(), new Dense(2, true)))
                    .build(Shape.of(4), weights);
            discriminator = new Architecture(
                            new Initializer.HeUniform(),
                            List.of(
                                    new Dense(32, true),
                                    new Relu(),
                                    new Dense(32, true),
                                    new Relu(),
                                    new Dense(1, true)))
                    .build(rules.presentation().shape(Shape.of(2)), weights);
        }
        generatorDescent = generatorAdam.over(generator.parameters());
        discriminatorDescent = discriminatorAdam.over(discriminator.parameters());
        Players players = new Players(generator, discriminator, generatorDescent, discriminatorDescent);
        turn = new AlternatingStep(players, rules, reals, new NormalLatent(4), seed);
    }

    static Toys ring(long seed) {
        return new Toys(seed, new Adam(1e-3, 0.0, 0.9, 1e-8), new Ring(seed));
    }

    /** Eight Gaussians of deviation 0.02 on the unit circle. */
    static final class Ring implements SampleStream {
        private final RandomStream random;

        Ring(long seed) {
            random = RandomStream.named("ring", seed);
        }

        @Override
        public Batch next() {
            Tensor angle = random.uniform(ScalarType.Float, BATCH)
                    .mul(new Scalar(8.0))
                    .floor()
                    .mul(new Scalar(Math.PI / 4));
            Tensor centre = torch.stack(new TensorVector(angle.cos(), angle.sin()), 1); // (N, 2)
            Tensor points = centre.add(random.normal(ScalarType.Float, BATCH, 2).mul(new Scalar(0.02)));
            return new Batch(points, Optional.empty());
        }

        @Override
        public Shape shape() {
            return Shape.of(2);
        }

        @Override
        public int batchSize() {
            return BATCH;
        }

        @Override
        public void describe(State state) {
            random.describe(state);
        }

        @Override
        public void close() {
            random.close();
        }
    }

    /** Samples of N((2, -1), 0.1^2 I). */
    static final class Blob implements SampleStream {
        private final RandomStream random;

        Blob(long seed) {
            random = RandomStream.named("blob", seed);
        }

        @Override
        public Batch next() {
            Tensor centre = HostTensors.floats(new float[] {2, -1}, 1, 2);
            Tensor points = random.normal(ScalarType.Float, BATCH, 2)
                    .mul(new Scalar(0.1))
                    .add(centre);
            return new Batch(points, Optional.empty());
        }

        @Override
        public Shape shape() {
            return Shape.of(2);
        }

        @Override
        public int batchSize() {
            return BATCH;
        }

        @Override
        public void describe(State state) {
            random.describe(state);
        }

        @Override
        public void close() {
            random.close();
        }
    }

    @Override
    public void close() {
        turn.close();
        reals.close();
        generatorDescent.close();
        discriminatorDescent.close();
        generator.close();
        discriminator.close();
    }
}
