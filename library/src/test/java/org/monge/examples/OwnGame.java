package org.monge.examples;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.monge.data.PointCloud;
import org.monge.data.Points;
import org.monge.data.SampleStream;
import org.monge.engine.HostTensors;
import org.monge.engine.RandomStream;
import org.monge.engine.Scope;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Relu;
import org.monge.network.Architecture;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Mode;
import org.monge.network.Sequential;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Objective;
import org.monge.objective.Sides;
import org.monge.optimize.Adam;
import org.monge.optimize.Descent;
import org.monge.train.AlternatingStep;
import org.monge.train.Cadence;
import org.monge.train.Listener;
import org.monge.train.Players;
import org.monge.train.Rules;
import org.monge.train.Training;

/** The program of docs/java.md. */
final class OwnGame {
    private OwnGame() {}

    // begins
    /** Points of the Swiss roll, drawn by networks of one's own under an objective of one's own. */
    static float[] play(Objective objective, Listener listener, long steps) {
        Architecture drawer = new Architecture(
                new Initializer.HeUniform(), List.of(new Dense(64, true), new Relu(), new Dense(2, true)));
        Architecture judge = new Architecture(
                new Initializer.HeUniform(), List.of(new Dense(64, true), new LeakyRelu(0.2), new Dense(1, true)));
        Adam adam = new Adam(1e-3, 0.5, 0.9, 1e-8);
        NormalLatent latent = new NormalLatent(2);
        Rules rules = Rules.of(objective, new GradientPenalty(0.1, 1, Sides.TWO_SIDED), 5, 256);
        try (RandomStream random = new RandomStream(7);
                Sequential generator = drawer.build(Shape.of(2), random);
                Sequential critic = judge.build(Shape.of(2), random);
                Descent generatorDescent = adam.over(generator.parameters());
                Descent criticDescent = adam.over(critic.parameters());
                SampleStream points = new Points(PointCloud.SWISS_ROLL).stream(256, 7);
                AlternatingStep step = new AlternatingStep(
                        new Players(generator, critic, generatorDescent, criticDescent), rules, points, latent, 7)) {
            new Training(step, new Cadence(10, 100, 100), 7).run(steps, () -> false, List.of(listener));
            return Scope.reading(() -> {
                Tensor drawn = generator.generate(latent.sample(1000, random), Mode.EVALUATION);
                return HostTensors.floats(drawn); // x, y, x, y, ...
            });
        }
    }
    // ends
}
