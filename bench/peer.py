#!/usr/bin/env python3
"""The PyTorch side of the speed comparison: times whole WGAN-GP generator steps, eager and in float32.

One generator step is `critic_steps` critic updates, each on a fresh batch, and one generator update. The networks and
settings are those of Monge's recipes of the same name. The data are random: loading them is not what is measured.

    OMP_NUM_THREADS=2 python3 peer.py --recipe wgan-gp-fashion --threads 2

prints a JSON line per measured step and a last one that sums up.
"""
import argparse
import json
import statistics
import time
from dataclasses import dataclass
from typing import Callable

import torch
from torch import nn


@dataclass(frozen=True)
class Recipe:
    generator: Callable[[], nn.Module]
    critic: Callable[[], nn.Module]
    image_size: int
    latent_size: int
    batch: int
    critic_steps: int
    learning_rate: float
    betas: tuple[float, float]
    fakes_in_eval_mode: bool  # the critic's fakes: from running statistics (eval) or from the batch's own (train)
    ema_decay: float | None = None
    penalty_weight: float = 10.0
    adam_epsilon: float = 1e-7  # Keras's; PyTorch's own default is 1e-8


def fashion_generator():
    # The tutorial's class WGAN_GP has 2*DIM = 256 filters in both inner convolutions; Keras's batch normalisation
    # has eps 1e-3 and momentum 0.99, which PyTorch calls 0.01.
    def up(channels_in, channels_out):
        return [nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
                nn.Conv2d(channels_in, channels_out, 5, padding=2)]

    return nn.Sequential(
        nn.Linear(128, 8192), nn.BatchNorm1d(8192, eps=1e-3, momentum=0.01), nn.ReLU(), nn.Unflatten(1, (512, 4, 4)),
        *up(512, 256), nn.BatchNorm2d(256, eps=1e-3, momentum=0.01), nn.ReLU(),
        *up(256, 256), nn.BatchNorm2d(256, eps=1e-3, momentum=0.01), nn.ReLU(),
        *up(256, 1), nn.Tanh())


def fashion_critic():
    return nn.Sequential(
        nn.Conv2d(1, 128, 5, stride=2, padding=2, bias=False), nn.LeakyReLU(0.2),
        nn.Conv2d(128, 256, 5, stride=2, padding=2, bias=False), nn.LeakyReLU(0.2),
        nn.Conv2d(256, 512, 5, stride=2, padding=2, bias=False), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(8192, 1))


def small_generator():
    def norm(layer, size):
        return layer(size, eps=1e-3, momentum=0.1)

    def up():
        return nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)

    return nn.Sequential(
        nn.Linear(64, 256), norm(nn.BatchNorm1d, 256), nn.ReLU(),
        nn.Linear(256, 3136), norm(nn.BatchNorm1d, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        up(), nn.Conv2d(64, 16, 3, padding=1), norm(nn.BatchNorm2d, 16), nn.ReLU(),
        up(), nn.Conv2d(16, 1, 3, padding=1), nn.Tanh())


def small_critic():
    return nn.Sequential(
        nn.Conv2d(1, 16, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(16, 32, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(1568, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))


RECIPES = {
    # `generator.predict` in the tutorial's critic update means running statistics.
    "wgan-gp-fashion": Recipe(fashion_generator, fashion_critic, image_size=32, latent_size=128, batch=64,
                              critic_steps=5, learning_rate=1e-4, betas=(0.5, 0.9), fakes_in_eval_mode=True),
    "wgan-gp-small": Recipe(small_generator, small_critic, image_size=28, latent_size=64, batch=32,
                            critic_steps=2, learning_rate=1e-3, betas=(0.5, 0.9), fakes_in_eval_mode=False,
                            ema_decay=0.995),
}


class Training:
    def __init__(self, recipe, memory_format):
        self.recipe = recipe
        self.generator = recipe.generator().to(memory_format=memory_format)
        self.critic = recipe.critic().to(memory_format=memory_format)
        adam = dict(lr=recipe.learning_rate, betas=recipe.betas, eps=recipe.adam_epsilon)
        self.generator_descent = torch.optim.Adam(self.generator.parameters(), **adam)
        self.critic_descent = torch.optim.Adam(self.critic.parameters(), **adam)
        self.average = {name: value.clone() for name, value in self.generator.state_dict().items()}
        shape = (recipe.batch, 1, recipe.image_size, recipe.image_size)
        self.reals = [(torch.rand(shape) * 2 - 1).contiguous(memory_format=memory_format)
                      for _ in range(recipe.critic_steps)]

    def step(self):
        for real in self.reals:
            self.update_critic(real)
        self.update_generator()

    def latents(self):
        return torch.randn(self.recipe.batch, self.recipe.latent_size)

    def update_critic(self, real):
        with torch.no_grad():
            self.generator.train(not self.recipe.fakes_in_eval_mode)
            fake = self.generator(self.latents())
        loss = self.critic(fake).mean() - self.critic(real).mean() + self.penalty(real, fake)
        self.critic_descent.zero_grad()
        loss.backward()
        self.critic_descent.step()

    def penalty(self, real, fake):
        epsilon = torch.rand(len(real), 1, 1, 1)
        interpolates = (epsilon * real + (1 - epsilon) * fake).requires_grad_()
        (slope,) = torch.autograd.grad(self.critic(interpolates).sum(), interpolates, create_graph=True)
        return self.recipe.penalty_weight * ((slope.flatten(1).norm(dim=1) - 1) ** 2).mean()

    def update_generator(self):
        self.generator.train()
        # The critic's own gradients are not wanted here. Without this they would be computed and thrown away.
        self.critic.requires_grad_(False)
        loss = -self.critic(self.generator(self.latents())).mean()
        self.generator_descent.zero_grad()
        loss.backward()
        self.generator_descent.step()
        self.critic.requires_grad_(True)
        if self.recipe.ema_decay is not None:
            self.update_average(1 - self.recipe.ema_decay)

    @torch.no_grad()
    def update_average(self, share):
        for name, value in self.generator.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, share)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipe", choices=sorted(RECIPES), default="wgan-gp-fashion")
    parser.add_argument("--warmup", type=int, default=3, help="generator steps before the clock starts (default 3)")
    parser.add_argument("--steps", type=int, default=10, help="measured generator steps (default 10)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--channels-last", action="store_true", help="NHWC weights and images")
    options = parser.parse_args()
    if options.steps < 2 or options.warmup < 0 or options.threads < 1:
        parser.error("--steps must be at least 2, --warmup at least 0 and --threads at least 1")

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    recipe = RECIPES[options.recipe]
    training = Training(recipe, torch.channels_last if options.channels_last else torch.contiguous_format)
    for _ in range(options.warmup):
        training.step()
    times = []
    for _ in range(options.steps):
        start = time.perf_counter()
        training.step()
        times.append((time.perf_counter() - start) * 1000)
        print(json.dumps({"step_ms": round(times[-1], 3)}), flush=True)

    median = statistics.median(times)
    lower, _, upper = statistics.quantiles(times, n=4, method="inclusive")
    print(json.dumps({
        "recipe": options.recipe, "median_ms": round(median, 3), "spread": round(upper - lower, 3),
        "images_per_second": round(recipe.critic_steps * recipe.batch / median * 1000, 1),
        "torch": torch.__version__, "threads": options.threads, "channels_last": options.channels_last}))


if __name__ == "__main__":
    main()
