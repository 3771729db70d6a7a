"""Writes golden/maps.safetensors: principal components by numpy, t-SNE by scikit-learn 1.9 (exact).

Needs PyTorch, numpy and scikit-learn; run: python3 make_maps.py
"""
from pathlib import Path

import numpy as np
import torch
from make_golden import write_safetensors
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities

random = np.random.default_rng(1)
points = np.concatenate([random.normal(center, 1, (20, 5)) for center in (0, 6, -8)]).astype(np.float32)

centered = points.astype(np.float64) - points.astype(np.float64).mean(0)
_, _, directions = np.linalg.svd(centered, full_matrices=False)
scores = centered @ directions.T
scores *= np.sign(scores[np.abs(scores).argmax(0), range(scores.shape[1])])

# scikit-learn takes squared distances in float32.
squares = squareform(pdist(scores, "sqeuclidean")).astype(np.float32)
affinities = squareform(_joint_probabilities(squares, 8.0, 0))

start = scores[:, :2] / scores[:, 0].std() * 1e-4
tsne = TSNE(perplexity=8, method="exact", init=start.astype(np.float32), max_iter=1000, n_iter_without_progress=1000,
            min_grad_norm=0)
tsne.fit(scores)

arrays = {"points": points, "scores": np.ascontiguousarray(scores), "affinities": affinities,
          "divergence": np.array([tsne.kl_divergence_])}
write_safetensors(Path(__file__).parents[1] / "resources/golden/maps.safetensors",
                  {name: torch.from_numpy(array) for name, array in arrays.items()}, script="make_maps.py")
print(tsne.kl_divergence_)
