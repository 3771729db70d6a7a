package org.monge.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.monge.data.Split;
import org.monge.data.Unreadable;
import org.monge.engine.Shape;
import org.monge.latent.NormalLatent;
import org.monge.network.Activations.LeakyRelu;
import org.monge.network.Activations.Relu;
import org.monge.network.Activations.Tanh;
import org.monge.network.Architecture;
import org.monge.network.Convolutions.Convolution;
import org.monge.network.DenseLayers.Dense;
import org.monge.network.Initializer;
import org.monge.network.Mode;
import org.monge.network.Normalizations.BatchNorm;
import org.monge.network.Resampling.Upsample;
import org.monge.network.Shapes.Flatten;
import org.monge.network.Shapes.Reshape;
import org.monge.objective.GradientPenalty;
import org.monge.objective.Sides;
import org.monge.objective.Wasserstein;
import org.monge.optimize.Adam;
import org.monge.optimize.Schedule;
import org.monge.train.Alternation;
import org.monge.train.Presentation;

/** Every value of {@code wgan-gp-fashion}, beside the line of the tutorial's class WGAN_GP that it comes from. */
class WganGpFashionTest {
    private final Recipe recipe = Recipes.named("wgan-gp-fashion");

    @Test
    void runIsTheTutorials() {
        assertEquals("wgan-gp-fashion", recipe.name());
        assertEquals(1, recipe.seed()); // the tutorial sets none
        assertEquals(5000, recipe.steps()); // wgan.train(iter(ds_train), batch_size, 5000, 100)
        // tfds.load('fashion_mnist', split='train'), image_shape = (32, 32, 1)
        assertEquals(new Recipe.Data.Images("fashion-mnist", Split.TRAIN, 32, 1, Unreadable.REFUSE), recipe.data());
        assertEquals(new NormalLatent(128), recipe.latent()); // self.z_dim = 128, tf.random.normal
        assertEquals(new Wasserstein(), recipe.objective()); // -tf.reduce_mean(y_true*y_pred)
        assertEquals(new GradientPenalty(10, 1, Sides.TWO_SIDED), recipe.penalty()); // self.penalty_const = 10
        assertEquals(new Recipe.Average.None(), recipe.average());
        // interval=100 for messages and samples; the fixed latents are one batch. Reports are ours.
        assertEquals(new Recipe.Output(10, 100, 100, 64), recipe.output());
    }

    @Test
    void trainingIsTheTutorials() {
        Adam adam = new Adam(1e-4, 0.5, 0.9, 1e-7); // Adam(1e-4, 0.5, 0.9); Keras' epsilon is 1e-7
        Recipe.Play play = new Recipe.Play(adam, new Schedule.Constant());
        // batch_size = 64, self.n_critic = 5, fake_images = self.generator.predict(g_input)
        Recipe.Training training =
                new Recipe.Training(64, Mode.EVALUATION, Alternation.of(5), Presentation.plain(), play, play);
        assertEquals(training, recipe.training());
    }

    @Test
    void generatorIsTheTutorials() {
        BatchNorm batchNorm = new BatchNorm(1e-3, 0.01); // Keras' defaults: epsilon 0.001, momentum 0.99
        List<?> layers = List.of(
                new Dense(8192, true), // layers.Dense(4*4*4*DIM) with DIM = 128
                batchNorm,
                new Relu(),
                new Reshape(512, 4, 4), // layers.Reshape((4,4,4*DIM))
                new Upsample(2), // layers.UpSampling2D((2,2), interpolation='bilinear')
                new Convolution(256, 5, 1, 2, true), // layers.Conv2D(2*DIM, 5, padding='same')
                batchNorm,
                new Relu(),
                new Upsample(2),
                new Convolution(256, 5, 1, 2, true), // layers.Conv2D(2*DIM, 5, padding='same')
                batchNorm,
                new Relu(),
                new Upsample(2),
                new Convolution(1, 5, 1, 2, true), // layers.Conv2D(image_shape[-1], 5, padding='same', ...)
                new Tanh()); // activation='tanh'
        assertEquals(layers, recipe.generator().layers());
        assertEquals(new Initializer.GlorotUniform(), recipe.generator().initializer()); // Keras' default
    }

    @Test
    void criticIsTheTutorials() {
        LeakyRelu leakyRelu = new LeakyRelu(0.2); // layers.LeakyReLU(0.2)
        List<?> layers = List.of(
                new Convolution(128, 5, 2, 2, false), // Conv2D(1*DIM, 5, strides=2, padding='same', use_bias=False)
                leakyRelu,
                new Convolution(256, 5, 2, 2, false), // Conv2D(2*DIM, ...)
                leakyRelu,
                new Convolution(512, 5, 2, 2, false), // Conv2D(4*DIM, ...)
                leakyRelu,
                new Flatten(),
                new Dense(1, true)); // layers.Dense(1)
        assertEquals(layers, recipe.discriminator().layers());
        assertEquals(new Initializer.GlorotUniform(), recipe.discriminator().initializer()); // Keras' default
    }

    /** By hand, from the tutorial's layers; the norms' running statistics are not trained. */
    @Test
    void parametersCountAsInTheTutorial() {
        long dense = 128 * 8192 + 8192;
        long first = 512 * 25 * 256 + 256;
        long second = 256 * 25 * 256 + 256;
        long last = 256 * 25 + 1;
        long norms = 2 * (8192 + 256 + 256);
        assertEquals(dense + norms + first + second + last, generated());
        assertEquals(25 * 128 + 128 * 25 * 256 + 256 * 25 * 512 + 4 * 4 * 512 + 1, scored());
    }

    private long generated() {
        return parameters(recipe.generator(), Shape.of(128));
    }

    private long scored() {
        return parameters(recipe.discriminator(), Shape.of(1, 32, 32));
    }

    private static long parameters(Architecture architecture, Shape input) {
        return architecture.rows(input).stream()
                .mapToLong(Architecture.Row::parameters)
                .sum();
    }
}
