#!/usr/bin/env python3
"""The PyTorch side of the speed comparison: times whole generator steps.

A step is `critic_steps` critic updates, each on a fresh batch, and one generator update. The networks and settings are
those of Monge's recipes of the same name. The data are random: loading them is not what is measured.

    OMP_NUM_THREADS=2 python3 peer.py wgan-gp-fashion --channels-last --bfloat16

prints one line of JSON.
"""
import argparse
import json
import statistics
import time
from dataclasses import dataclass
from functools import partial
from typing import Callable

import torch
from torch import nn
from torch.nn import functional as F

from clock import peak_resident_mebibytes, times


@dataclass(frozen=True)
class Recipe:
    generator: Callable[[], nn.Module]
    critic: Callable[[], nn.Module]
    sample: tuple[int, ...]
    latents: Callable[[int], torch.Tensor]
    batch: int
    critic_steps: int
    optimizer: Callable
    fakes_in_eval_mode: bool = False  # the critic's fakes: from running statistics (eval) or from the batch's own
    wasserstein: bool = True  # else the non-saturating loss
    penalty_weight: float | None = None
    clip: float | None = None
    ema_decay: float | None = None


def up(channels_in, channels_out, kernel):
    return [nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
            nn.Conv2d(channels_in, channels_out, kernel, padding=kernel // 2)]


def keras_norm(norm, size):
    """Keras's batch normalisation has eps 1e-3 and momentum 0.99, which PyTorch calls 0.01."""
    return norm(size, eps=1e-3, momentum=0.01)


def fashion_generator(filters):
    # The tutorial's class WGAN_GP has 2*DIM = 256 filters in its second convolution, its class WGAN has DIM = 128.
    return nn.Sequential(
        nn.Linear(128, 8192), keras_norm(nn.BatchNorm1d, 8192), nn.ReLU(), nn.Unflatten(1, (512, 4, 4)),
        *up(512, 256, 5), keras_norm(nn.BatchNorm2d, 256), nn.ReLU(),
        *up(256, filters, 5), keras_norm(nn.BatchNorm2d, filters), nn.ReLU(),
        *up(filters, 1, 5), nn.Tanh())


def fashion_critic(norm, bias):
    def down(channels_in, channels_out, *norms):
        return [nn.Conv2d(channels_in, channels_out, 5, stride=2, padding=2, bias=bias), *norms, nn.LeakyReLU(0.2)]

    return nn.Sequential(*down(1, 128), *down(128, 256, *norm(256)), *down(256, 512, *norm(512)),
                         nn.Flatten(), nn.Linear(8192, 1))


def small_generator():
    def norm(layer, size):
        return layer(size, eps=1e-3, momentum=0.1)

    return nn.Sequential(
        nn.Linear(64, 256), norm(nn.BatchNorm1d, 256), nn.ReLU(),
        nn.Linear(256, 3136), norm(nn.BatchNorm1d, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        *up(64, 16, 3), norm(nn.BatchNorm2d, 16), nn.ReLU(),
        *up(16, 1, 3), nn.Tanh())


def small_critic():
    return nn.Sequential(
        nn.Conv2d(1, 16, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Conv2d(16, 32, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(1568, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))


def dcgan_generator():
    def stage(channels_in, channels_out):
        return [nn.BatchNorm2d(channels_in), nn.ReLU(),
                nn.ConvTranspose2d(channels_in, channels_out, 4, stride=2, padding=1, bias=False)]

    return nn.Sequential(nn.Linear(100, 16384, bias=False), nn.Unflatten(1, (1024, 4, 4)),
                         *stage(1024, 512), *stage(512, 256), *stage(256, 128), *stage(128, 3), nn.Tanh())


def dcgan_critic():
    def stage(channels_in, channels_out, *norm):
        return [nn.Conv2d(channels_in, channels_out, 4, stride=2, padding=1, bias=False), *norm, nn.LeakyReLU(0.2)]

    return nn.Sequential(
        *stage(3, 128), *stage(128, 256, nn.BatchNorm2d(256)), *stage(256, 512, nn.BatchNorm2d(512)),
        *stage(512, 1024, nn.BatchNorm2d(1024)), nn.Flatten(), nn.Linear(16384, 1, bias=False))


def dense(*sizes):
    layers = [layer for i, o in zip(sizes, sizes[1:]) for layer in (nn.Linear(i, o), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def normal(size):
    return lambda count: torch.randn(count, size)


def uniform(size):
    return lambda count: torch.rand(count, size) * 2 - 1


# An epsilon of 1e-7 is Keras's.
RECIPES = {
    # `generator.predict` in the tutorial's critic update means running statistics.
    "wgan-gp-fashion": Recipe(
        partial(fashion_generator, 256), partial(fashion_critic, lambda size: [], bias=False), (1, 32, 32), normal(128),
        batch=64, critic_steps=5, optimizer=partial(torch.optim.Adam, lr=1e-4, betas=(0.5, 0.9), eps=1e-7),
        fakes_in_eval_mode=True, penalty_weight=10),
    "wgan-gp-small": Recipe(
        small_generator, small_critic, (1, 28, 28), normal(64),
        batch=32, critic_steps=2, optimizer=partial(torch.optim.Adam, lr=1e-3, betas=(0.5, 0.9), eps=1e-7),
        penalty_weight=10, ema_decay=0.995),
    "dcgan-64": Recipe(
        dcgan_generator, dcgan_critic, (3, 64, 64), uniform(100),
        batch=128, critic_steps=1, optimizer=partial(torch.optim.Adam, lr=2e-4, betas=(0.5, 0.999)), wasserstein=False),
    "wgan-fashion": Recipe(
        partial(fashion_generator, 128), partial(fashion_critic, lambda size: [keras_norm(nn.BatchNorm2d, size)], bias=True),
        (1, 32, 32), normal(128),
        batch=64, critic_steps=5, optimizer=partial(torch.optim.RMSprop, lr=5e-5, alpha=0.9, eps=1e-7),
        fakes_in_eval_mode=True, clip=0.01),
    "toy-25gaussians": Recipe(
        partial(dense, 2, 512, 512, 512, 2), partial(dense, 2, 512, 512, 512, 1), (2,), normal(2),
        batch=256, critic_steps=5, optimizer=partial(torch.optim.Adam, lr=1e-4, betas=(0.5, 0.9)), penalty_weight=0.1),
}


class Training:
    def __init__(self, recipe, channels_last=False, compiled=False, bfloat16=False):
        self.recipe = recipe
        layout = torch.channels_last if channels_last and len(recipe.sample) == 3 else torch.contiguous_format
        self.autocast = partial(torch.autocast, "cpu", torch.bfloat16, enabled=bfloat16)
        self.generator = recipe.generator().to(memory_format=layout)
        self.critic = recipe.critic().to(memory_format=layout)
        # A compiled network has no second derivative, which the penalty takes.
        self.generate = torch.compile(self.generator) if compiled else self.generator
        self.score = torch.compile(self.critic) if compiled else self.critic
        fused = {"fused": True} if (channels_last or compiled) and recipe.optimizer.func is torch.optim.Adam else {}
        self.generator_descent = recipe.optimizer(self.generator.parameters(), **fused)
        self.critic_descent = recipe.optimizer(self.critic.parameters(), **fused)
        if recipe.ema_decay is not None:
            self.average = {name: value.clone() for name, value in self.generator.state_dict().items()}
        self.reals = [(torch.rand(recipe.batch, *recipe.sample) * 2 - 1).contiguous(memory_format=layout)
                      for _ in range(recipe.critic_steps)]

    def step(self):
        for real in self.reals:
            self.update_critic(real)
        self.update_generator()

    def fakes(self):
        with self.autocast():
            return self.generate(self.recipe.latents(self.recipe.batch))

    def scores(self, samples):
        with self.autocast():
            return self.score(samples).float()

    def update_critic(self, real):
        with torch.no_grad():
            self.generator.train(not self.recipe.fakes_in_eval_mode)
            fake = self.fakes().float()
        if self.recipe.wasserstein:
            loss = self.scores(fake).mean() - self.scores(real).mean()
        else:
            loss = F.softplus(-self.scores(real)).mean() + F.softplus(self.scores(fake)).mean()
        if self.recipe.penalty_weight is not None:
            loss = loss + self.penalty(real, fake)
        self.critic_descent.zero_grad()
        loss.backward()
        self.critic_descent.step()
        if self.recipe.clip is not None:
            self.clip()

    def penalty(self, real, fake):
        epsilon = torch.rand(len(real), *(1 for _ in self.recipe.sample))
        interpolates = (epsilon * real + (1 - epsilon) * fake).requires_grad_()
        with self.autocast():
            scores = self.critic(interpolates).float()
        (slope,) = torch.autograd.grad(scores.sum(), interpolates, create_graph=True)
        return self.recipe.penalty_weight * ((slope.flatten(1).norm(dim=1) - 1) ** 2).mean()

    @torch.no_grad()
    def clip(self):
        for parameter in self.critic.parameters():
            parameter.clamp_(-self.recipe.clip, self.recipe.clip)

    def update_generator(self):
        self.generator.train()
        # The critic's own gradients are not wanted here. Without this they would be computed and thrown away.
        self.critic.requires_grad_(False)
        scores = self.scores(self.fakes())
        loss = -scores.mean() if self.recipe.wasserstein else F.softplus(-scores).mean()
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


@torch.no_grad()
def convolution_gigaflops(dtype):
    """The best rate of a few large convolutions in both layouts, as ConvolutionPeak in Monge."""
    best = 0
    for batch, channels, size, kernel in (8, 256, 16, 5), (8, 128, 32, 3), (16, 512, 8, 3):
        for layout in torch.contiguous_format, torch.channels_last:
            images = torch.ones(batch, channels, size, size, dtype=dtype).contiguous(memory_format=layout)
            weight = torch.ones(channels, channels, kernel, kernel, dtype=dtype).contiguous(memory_format=layout)
            first = start = time.perf_counter()
            while start < first + 0.2:
                F.conv2d(images, weight, padding=kernel // 2)
                end = time.perf_counter()
                best = max(best, 2e-9 * batch * size**2 * channels**2 * kernel**2 / (end - start))
                start = end
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recipe", choices=sorted(RECIPES))
    parser.add_argument("--warmup", type=int, default=3, help="steps before the clock starts (default 3)")
    parser.add_argument("--steps", type=int, default=10, help="measured steps (default 10)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--channels-last", action="store_true", help="NHWC weights and images")
    parser.add_argument("--compiled", action="store_true", help="torch.compile, but for the penalty")
    parser.add_argument("--bfloat16", action="store_true", help="autocast of both networks")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    training = Training(RECIPES[options.recipe], options.channels_last, options.compiled, options.bfloat16)
    found = times(training.step, options.warmup, options.steps)
    print(json.dumps({
        "version": torch.__version__, "medianMillis": statistics.median(found),
        "peakResidentMebibytes": peak_resident_mebibytes(),
        "convolutionGigaflops": {"float32": convolution_gigaflops(torch.float32),
                                 "bfloat16": convolution_gigaflops(torch.bfloat16)}}))


if __name__ == "__main__":
    main()
