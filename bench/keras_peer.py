#!/usr/bin/env python3
"""The TensorFlow 2/Keras side of the speed comparison: whole generator steps of the tutorial's two programs.

They are written as the tutorial writes them: `predict` makes the critic's fakes, the critic's update is an eager gradient
tape, the generator's one `train_on_batch` through both networks. The images are random: loading them is not what is
measured.

    python3 keras_peer.py wgan-gp-fashion

prints one line of JSON.
"""
import argparse
import itertools
import json
import os
import statistics

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf
from tensorflow.keras import Model, Sequential, layers, optimizers

from clock import peak_resident_mebibytes, times

BATCH, LATENTS, CRITIC_STEPS, BOUND, WEIGHT = 64, 128, 5, 0.01, 10.0


def generator(filters):
    def up(count):
        return [layers.UpSampling2D(2, interpolation="bilinear"), layers.Conv2D(count, 5, padding="same")]

    return Sequential([
        layers.Input([LATENTS]), layers.Dense(8192), layers.BatchNormalization(), layers.ReLU(),
        layers.Reshape((4, 4, 512)),
        *up(256), layers.BatchNormalization(), layers.ReLU(),
        *up(filters), layers.BatchNormalization(), layers.ReLU(),
        *up(1), layers.Activation("tanh")])


def critic(normalised):
    def down(count, norm):
        return [layers.Conv2D(count, 5, strides=2, padding="same", use_bias=normalised),
                *([layers.BatchNormalization()] if norm else []), layers.LeakyReLU(negative_slope=0.2)]

    return Sequential([layers.Input((32, 32, 1)), *down(128, False), *down(256, normalised), *down(512, normalised),
                       layers.Flatten(), layers.Dense(1)])


def wasserstein(signs, scores):
    return -tf.reduce_mean(signs * scores)


class Training:
    def __init__(self, clipped):
        def optimizer():
            return optimizers.RMSprop(5e-5) if clipped else optimizers.Adam(1e-4, 0.5, 0.9)

        self.clipped = clipped
        self.generator = generator(128 if clipped else 256)
        self.critic = critic(normalised=clipped)
        self.critic_descent = optimizer()
        self.critic_weights = self.critic.trainable_variables
        # What is frozen when the common model is compiled stays frozen in it.
        self.critic.trainable = False
        self.both = Model(self.generator.inputs, self.critic(self.generator.outputs[0]))
        self.both.compile(loss=wasserstein, optimizer=optimizer())
        images = (tf.random.uniform((BATCH, 32, 32, 1), -1, 1) for _ in range(CRITIC_STEPS))
        self.reals = itertools.cycle(list(images))

    def step(self):
        for _ in range(CRITIC_STEPS):
            self.update_critic(next(self.reals))
        self.both.train_on_batch(tf.random.normal((BATCH, LATENTS)), tf.ones((BATCH, 1)))

    def update_critic(self, real):
        fake = tf.constant(self.generator.predict(tf.random.normal((BATCH, LATENTS)), verbose=0))
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch([weight.value for weight in self.critic_weights])
            loss = tf.reduce_mean(self.critic(fake)) - tf.reduce_mean(self.critic(real))
            if not self.clipped:
                loss += self.penalty(real, fake)
        self.critic_descent.apply_gradients(
            zip(tape.gradient(loss, [weight.value for weight in self.critic_weights]), self.critic_weights))
        if self.clipped:
            for layer in self.critic.layers:
                layer.set_weights([tf.clip_by_value(weight, -BOUND, BOUND) for weight in layer.get_weights()])

    def penalty(self, real, fake):
        epsilon = tf.random.uniform((BATCH, 1, 1, 1))
        points = epsilon * real + (1 - epsilon) * fake
        with tf.GradientTape() as tape:
            tape.watch(points)
            scores = self.critic(points)
        slopes = tf.sqrt(tf.reduce_sum(tf.square(tape.gradient(scores, points)), axis=(1, 2, 3)))
        return WEIGHT * tf.reduce_mean(tf.square(slopes - 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", choices=["wgan-fashion", "wgan-gp-fashion"])
    parser.add_argument("--warmup", type=int, default=2, help="steps before the clock starts (default 2)")
    parser.add_argument("--steps", type=int, default=5, help="measured steps (default 5)")
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()

    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.random.set_seed(0)
    training = Training(clipped=options.recipe == "wgan-fashion")
    found = times(training.step, options.warmup, options.steps)
    print(json.dumps({"version": tf.__version__, "medianMillis": statistics.median(found),
                      "peakResidentMebibytes": peak_resident_mebibytes()}))


if __name__ == "__main__":
    main()
