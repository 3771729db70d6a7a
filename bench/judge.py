"""Judges the samples of a run of wgan-gp-small by a classifier of Fashion-MNIST.

    python3 bench/judge.py RUN [--data FOLDER] [--classifier FILE]

FOLDER holds the four published files of Fashion-MNIST (default: the Debian package's). The classifier is trained on the
60,000 training images at first, for five epochs, and kept in FILE. Printed are its accuracy on the test split, and of
10,000 samples: the share of each class, and the Frechet distance to the 10,000 test images in the classifier's 128
features. Needs PyTorch; nothing of Monge does.
"""
import argparse
import gzip
import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import peer

SAMPLES = 10_000


def images(folder, split):
    raw = gzip.open(folder / f"{split}-images-idx3-ubyte.gz").read()
    pixels = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 1, 28, 28)
    return torch.from_numpy(pixels.copy()).float() / 127.5 - 1


def labels(folder, split):
    raw = gzip.open(folder / f"{split}-labels-idx1-ubyte.gz").read()
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=8).astype(np.int64))


class Classifier(nn.Module):
    """(N, 1, 28, 28) in [-1, 1] to 128 features to ten logits."""

    def __init__(self):
        super().__init__()
        block = lambda i, o: [nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU()]
        self.body = nn.Sequential(*block(1, 32), nn.MaxPool2d(2), *block(32, 64), nn.MaxPool2d(2), *block(64, 96),
                                  nn.Flatten(), nn.Dropout(.3), nn.Linear(96 * 49, 128), nn.ReLU())
        self.head = nn.Linear(128, 10)

    def forward(self, samples):
        features = self.body(samples)
        return features, self.head(features)


def train(folder):
    torch.manual_seed(0)
    x, y = images(folder, "train"), labels(folder, "train")
    model, batch, epochs = Classifier(), 128, 5
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=epochs * (len(x) // batch))
    for _ in range(epochs):
        for chosen in torch.randperm(len(x))[:len(x) // batch * batch].split(batch):
            samples = x[chosen].flip(3) if torch.rand(()) < .5 else x[chosen]
            loss = F.cross_entropy(model(samples)[1], y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rates.step()
    return model


def weights(file):
    raw = file.read_bytes()
    length = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + length])
    header.pop("__metadata__", None)
    at = lambda place: raw[8 + length + place["data_offsets"][0]:8 + length + place["data_offsets"][1]]
    return {name: torch.from_numpy(np.frombuffer(at(place), "<f4").reshape(place["shape"]).copy())
            for name, place in header.items()}


@torch.no_grad()
def judged(model, samples):
    parts = [model(part) for part in samples.split(500)]
    return torch.cat([part[0] for part in parts]).double(), torch.cat([part[1] for part in parts]).argmax(1)


def distance(a, b):
    """||m_a - m_b||^2 + tr(C_a + C_b - 2 (C_a C_b)^(1/2)), the last trace from the eigenvalues of a symmetric product."""
    values, vectors = torch.linalg.eigh(a.T.cov())
    root = vectors @ torch.diag(values.clamp_min(0).sqrt()) @ vectors.T
    cross = torch.linalg.eigvalsh(root @ b.T.cov() @ root).clamp_min(0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + a.T.cov().trace() + b.T.cov().trace() - 2 * cross)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run", type=Path)
    parser.add_argument("--data", type=Path, default=Path("/usr/share/datasets/fashion-mnist"))
    parser.add_argument("--classifier", type=Path, default=Path("classifier.pt"))
    arguments = parser.parse_args()

    if not arguments.classifier.exists():
        torch.save(train(arguments.data).state_dict(), arguments.classifier)
    model = Classifier()
    model.load_state_dict(torch.load(arguments.classifier))
    model.eval()
    real, found = judged(model, images(arguments.data, "t10k"))
    accuracy = found.eq(labels(arguments.data, "t10k")).double().mean()

    generator = peer.small_generator()
    generator.load_state_dict(weights(arguments.run / "generator.safetensors"))
    generator.eval()
    torch.manual_seed(1)
    with torch.no_grad():
        samples = torch.cat([generator(torch.randn(500, 64)) for _ in range(SAMPLES // 500)])
    fake, classes = judged(model, samples)
    shares = torch.bincount(classes, minlength=10) / SAMPLES
    print(f"accuracy {float(accuracy):.3f}  distance {distance(real, fake):.0f}  "
          f"rarest {float(shares.min()):.1%}  shares {[round(float(share), 3) for share in shares]}")


if __name__ == "__main__":
    main()
