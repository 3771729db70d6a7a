#!/usr/bin/env python3
"""Writes metric.safetensors, with which the tests of metrics compare. Needs numpy, SciPy, scikit-learn and PyTorch.

Run: python3 make_metric_golden.py [FOLDER]. Everything is float64. The groups of names:

assignment   two sets of 60 points, mean cost of scipy's linear_sum_assignment, Euclidean and squared
weighted     12 and 17 points with weights, cost of scipy's linprog
line         weighted points of the line, scipy's wasserstein_distance
sinkhorn     40 and 50 points, epsilon, T(a, b), T(a, a), T(b, b) by plain iterations on exponentials
frechet      two sets in 5 dimensions, the distance with scipy's sqrtm
kernel       the same sets cut to 200, unbiased discrepancy with scikit-learn's polynomial_kernel
manifold     two sets of 150 and 120: precision, recall (k = 3), density, coverage (k = 5), scikit-learn's neighbours
score        logits, the score of all in one part with scipy's entropy
pyramid      an image of 37 x 33, its Laplacian pyramid by scipy.ndimage
similarity   two images of 2 x 20 x 22, multi-scale similarity by scipy.signal
"""
import sys
from pathlib import Path

import numpy as np
import torch
from scipy import linalg, ndimage, optimize, signal, stats
from sklearn.metrics.pairwise import polynomial_kernel
from sklearn.neighbors import NearestNeighbors

from make_golden import write_safetensors

rng = np.random.default_rng(4)
golden = {}


def put(group, **arrays):
    for name, array in arrays.items():
        golden[f"{group}/{name}"] = torch.tensor(np.atleast_1d(np.asarray(array, dtype=np.float64)).copy())


def distances(x, y):
    return np.sqrt(((x[:, None] - y[None]) ** 2).sum(-1))


def transport():
    x, y = rng.normal(size=(60, 3)), rng.normal(size=(60, 3)) * 1.5 + 0.5
    results = {}
    for name, cost in {"euclidean": distances(x, y), "squared": distances(x, y) ** 2}.items():
        results[name] = cost[optimize.linear_sum_assignment(cost)].mean()
    put("assignment", x=x, y=y, **results)

    x, y = rng.normal(size=(12, 2)), rng.normal(size=(17, 2))
    a, b = rng.random(12) + 0.01, rng.random(17) + 0.01
    cost = distances(x, y)
    sums = np.concatenate([np.kron(np.eye(12), np.ones(17)), np.kron(np.ones(12), np.eye(17))])
    masses = np.concatenate([a / a.sum(), b / b.sum()])
    put("weighted", x=x, y=y, a=a, b=b, cost=optimize.linprog(cost.ravel(), A_eq=sums, b_eq=masses, method="highs").fun)

    x, y, a, b = rng.normal(size=23), rng.normal(size=31) + 1, rng.random(23) + 0.01, rng.random(31) + 0.01
    put("line", x=x, y=y, a=a, b=b, cost=stats.wasserstein_distance(x, y, a, b), even=stats.wasserstein_distance(x, y))


def entropic(x, y, epsilon):
    cost = distances(x, y)
    kernel = np.exp(-cost / epsilon)
    a, b = np.full(len(x), 1 / len(x)), np.full(len(y), 1 / len(y))
    u, v = np.ones(len(x)), np.ones(len(y))
    for _ in range(20000):
        u = 1 / (kernel @ (b * v))
        v = 1 / (kernel.T @ (a * u))
    plan = (a * u)[:, None] * kernel * (b * v)[None]
    return (plan * cost).sum() + epsilon * (plan * np.log(plan / np.outer(a, b))).sum()


def sinkhorn():
    x, y = rng.normal(size=(40, 2)), rng.normal(size=(50, 2)) + 0.7
    epsilon = 0.1 * distances(x, y).mean()
    put("sinkhorn", x=x, y=y, epsilon=epsilon, between=entropic(x, y, epsilon), x_x=entropic(x, x, epsilon),
        y_y=entropic(y, y, epsilon))


def moments():
    mix = rng.normal(size=(5, 5))
    x, y = rng.normal(size=(300, 5)) @ mix, rng.normal(size=(280, 5)) * [1, 2, 0.5, 1, 3] + 0.3
    c1, c2 = np.cov(x, rowvar=False), np.cov(y, rowvar=False)
    root = linalg.sqrtm(c1 @ c2)
    put("frechet", x=x, y=y, distance=((x.mean(0) - y.mean(0)) ** 2).sum() + np.trace(c1 + c2 - 2 * root.real))

    x, y = x[:200], y[:200]
    xx, yy, xy = (polynomial_kernel(*pair, degree=3, coef0=1) for pair in ((x, x), (y, y), (x, y)))
    within = sum((k.sum() - np.trace(k)) / (200 * 199) for k in (xx, yy))
    put("kernel", x=x, y=y, distance=within - 2 * xy.mean())


def radii(x, k):
    return NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x)[0][:, k]


def manifolds():
    generated, real = rng.normal(size=(150, 4)) * 0.8 + 0.4, rng.normal(size=(120, 4))
    between = distances(generated, real)
    inside = between < radii(real, 5)
    put("manifold", generated=generated, real=real, precision=(between <= radii(real, 3)).any(1).mean(),
        recall=(between <= radii(generated, 3)[:, None]).any(0).mean(), density=inside.sum() / 5 / 150,
        coverage=(between.min(0) < radii(real, 5)).mean())


def score():
    logits = rng.normal(size=(50, 6)) * 2
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    put("score", logits=logits, value=np.exp(np.mean([stats.entropy(row, p.mean(0)) for row in p])))


def images():
    image = rng.uniform(-1, 1, size=(1, 37, 33))
    window = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1])[None] / 256.0
    scales = [image]
    while min(scales[-1].shape[1:]) >= 32:
        scales.append(ndimage.convolve(scales[-1], window, mode="mirror")[:, ::2, ::2])
    levels = []
    for fine, coarse in zip(scales, scales[1:]):
        spread = np.zeros_like(fine)
        spread[:, ::2, ::2] = coarse
        levels.append(fine - ndimage.convolve(spread, window * 4, mode="mirror"))
    put("pyramid", image=image, **{f"level{k}": level for k, level in enumerate(levels + scales[-1:])})

    x = rng.uniform(-1, 1, size=(2, 20, 22))
    y = 0.6 * x + 0.4 * rng.uniform(-1, 1, size=x.shape)
    put("similarity", x=x, y=y, value=multi_scale(x, y))


def multi_scale(x, y):
    x, y = x + 1, y + 1  # black is 0
    value = 1.0
    for scale, weight in enumerate([0.0448, 0.2856, 0.3001, 0.2363, 0.1333]):
        side = min(11, *x.shape[1:])
        place = np.arange(side) - (side - 1) / 2
        row = np.exp(-0.5 * (place / (1.5 * side / 11)) ** 2)
        window = np.outer(row, row) / row.sum() ** 2
        blur = lambda planes: np.stack([signal.fftconvolve(plane, window, mode="valid") for plane in planes])
        mx, my = blur(x), blur(y)
        structure = (2 * (blur(x * y) - mx * my) + 0.06**2) / (blur(x * x) - mx**2 + blur(y * y) - my**2 + 0.06**2)
        luminance = (2 * mx * my + 0.02**2) / (mx**2 + my**2 + 0.02**2)
        value *= max(0, (structure if scale < 4 else structure * luminance).mean()) ** weight
        x, y = (np.stack([[[plane[i:i + 2, j:j + 2].mean() for j in range(0, plane.shape[1], 2)]
                           for i in range(0, plane.shape[0], 2)] for plane in planes]) for planes in (x, y))
    return value


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "resources" / "golden"
    for fill in (transport, sinkhorn, moments, manifolds, score, images):
        fill()
    write_safetensors(folder / "metric.safetensors", golden, script="make_metric_golden.py")
