#!/usr/bin/env python3
"""Writes the golden files that the Java tests compare with. Needs PyTorch and numpy; run: python3 make_golden.py [FOLDER]

critic-loss.safetensors          WGAN-GP critic loss, its three parts, and its gradients, float64
critic-loss-float32.safetensors  the same numbers computed in float32, from the same inputs and weights
generator.safetensors            a generator's state dict, a latent batch, its images in eval and in train mode, float32
layers.safetensors               for each layer below: weights, samples, output in train mode, gradients, float64
adam.safetensors                 five Adam steps on a given sequence of gradients, float64
optimizers.safetensors           five steps of each optimizer on two parameters, the learning rate varied, float64
optimizers-float32.safetensors   the same in float32, from the same start and gradients

Inputs and weights are drawn in float32, so that the float64 file holds exactly the same ones.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

DTYPES = {"float64": "F64", "float32": "F32", "int64": "I64"}


def write_safetensors(path, tensors, **metadata):
    """8 bytes header length, JSON header, then the tensors' bytes, little-endian, back to back."""
    header, chunks, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        array = tensor.detach().numpy()
        data = array.astype(array.dtype.newbyteorder("<")).tobytes()  # row-major
        header[name] = {"dtype": DTYPES[array.dtype.name], "shape": list(array.shape),
                        "data_offsets": [offset, offset + len(data)]}
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)  # the format asks that the data start at a multiple of 8
    Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))


def read_safetensors(path):
    raw = Path(path).read_bytes()
    (length,) = struct.unpack_from("<Q", raw)
    header = json.loads(raw[8:8 + length])
    header.pop("__metadata__", None)
    numpy_name = {code: name for name, code in DTYPES.items()}
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = np.frombuffer(raw[8 + length + begin:8 + length + end], numpy_name[entry["dtype"]])
        arrays[name] = flat.reshape(entry["shape"])
    return arrays


def critic_loss(dtype):
    """Gulrajani et al. 2017, equation 3, with lambda = 10, on fixed reals, fakes and epsilons."""
    torch.manual_seed(20170331)
    critic = nn.Sequential(
        nn.Conv2d(1, 4, 5, stride=2, padding=2, bias=False), nn.LeakyReLU(0.2),
        nn.Conv2d(4, 8, 5, stride=2, padding=2, bias=False), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(8 * 2 * 2, 1))
    with torch.no_grad():
        for parameter in critic.parameters():
            parameter.mul_(2.75)  # at PyTorch's own start every slope is near 0; so they lie on both sides of 1
    real = torch.rand(6, 1, 8, 8) * 2 - 1
    fake = torch.rand(6, 1, 8, 8) * 2 - 1
    epsilon = torch.rand(6, 1, 1, 1)
    critic.to(dtype)
    real, fake, epsilon = real.to(dtype), fake.to(dtype), epsilon.to(dtype)

    interpolates = (epsilon * real + (1 - epsilon) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(interpolates).sum(), interpolates, create_graph=True)
    norms = slope.flatten(1).norm(dim=1)
    real_loss = -critic(real).mean()
    fake_loss = critic(fake).mean()
    penalty = 10 * ((norms - 1) ** 2).mean()
    loss = real_loss + fake_loss + penalty
    loss.backward()

    tensors = {f"weight/{name}": value for name, value in critic.state_dict().items()}
    tensors |= {"input/real": real, "input/fake": fake, "input/epsilon": epsilon,
                "output/real-scores": critic(real), "output/fake-scores": critic(fake),
                "output/gradient-norms": norms, "output/real-loss": real_loss, "output/fake-loss": fake_loss,
                "output/penalty": penalty, "output/loss": loss}
    # The last bias has no part in the penalty and cancels in the loss: its gradient is zero but for rounding.
    tensors |= {f"gradient/{name}": parameter.grad for name, parameter in critic.named_parameters()}
    return tensors


def generator():
    """Batch normalisation as Keras sets it: eps 1e-3, momentum 0.99, which PyTorch calls 0.01."""
    torch.manual_seed(20170401)
    net = nn.Sequential(
        nn.Linear(8, 4 * 4 * 16), nn.BatchNorm1d(4 * 4 * 16, eps=1e-3, momentum=0.01), nn.ReLU(),
        nn.Unflatten(1, (16, 4, 4)),
        nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
        nn.Conv2d(16, 8, 5, padding=2), nn.BatchNorm2d(8, eps=1e-3, momentum=0.01), nn.ReLU(),
        nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
        nn.Conv2d(8, 1, 5, padding=2), nn.Tanh())
    with torch.no_grad():
        for layer in net:
            if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):  # none of them at its neutral start
                layer.weight.uniform_(0.5, 1.5)
                layer.bias.uniform_(-0.5, 0.5)
                layer.running_mean.uniform_(-0.5, 0.5)
                layer.running_var.uniform_(0.5, 1.5)
    latents = torch.randn(5, 8)
    tensors = {f"weight/{name}": value.clone() for name, value in net.state_dict().items()}
    tensors["input/latents"] = latents
    with torch.no_grad():
        tensors["output/eval-images"] = net.eval()(latents)
        tensors["output/train-images"] = net.train()(latents)
    # What the train-mode pass left in the running statistics: the variance enters them unbiased (divided by n - 1).
    tensors |= {f"after-train/{name}": value.clone() for name, value in net.state_dict().items()
                if "running" in name or "tracked" in name}
    return tensors


class Residual(nn.Module):
    def __init__(self, main, shortcut):
        super().__init__()
        self.main, self.shortcut = nn.Sequential(*main), nn.Sequential(*shortcut)

    def forward(self, samples):
        return self.main(samples) + self.shortcut(samples)


def layers():
    """One layer alone per entry. The loss is a fixed weighting of the third output, so that power iteration shows."""
    utils = torch.nn.utils
    torch.manual_seed(20180216)
    cases = {
        "transposed": (nn.ConvTranspose2d(3, 2, 5, stride=2, padding=2, output_padding=1), (2, 3, 4, 3)),
        "transposed-plain": (nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1, bias=False), (2, 2, 3, 3)),
        "layer-per-channel": (nn.GroupNorm(1, 4, eps=1e-5), (3, 4, 3, 2)),
        "layer-per-value": (nn.LayerNorm([4, 3, 2], eps=1e-5), (3, 4, 3, 2)),
        "instance": (nn.InstanceNorm2d(4, eps=1e-5, affine=True), (3, 4, 3, 2)),
        "instance-plain": (nn.InstanceNorm2d(4, eps=1e-5), (3, 4, 3, 2)),
        "group": (nn.GroupNorm(2, 4, eps=1e-5), (3, 4, 3, 2)),
        "spectral-dense": (utils.spectral_norm(nn.Linear(5, 4)), (3, 5)),
        "spectral-convolution": (utils.spectral_norm(nn.Conv2d(2, 3, 3, stride=2, padding=1)), (2, 2, 5, 4)),
        "spectral-transposed": (utils.spectral_norm(nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1)), (2, 2, 3, 3)),
        "weight-dense": (utils.weight_norm(nn.Linear(5, 4)), (3, 5)),
        "weight-convolution": (utils.weight_norm(nn.Conv2d(2, 3, 3, stride=2, padding=1)), (2, 2, 5, 4)),
        "weight-transposed": (utils.weight_norm(nn.ConvTranspose2d(2, 3, 4, stride=2, padding=1), dim=1), (2, 2, 3, 3)),
        "residual": (Residual([nn.ReLU(), utils.spectral_norm(nn.Conv2d(2, 3, 3, padding=1)), nn.AvgPool2d(2)],
                              [nn.AvgPool2d(2), nn.Conv2d(2, 3, 1)]), (2, 2, 4, 4)),
    }
    tensors = {}
    for name, (layer, shape) in cases.items():
        net = nn.Sequential(layer).double().train()
        with torch.no_grad():
            for parameter in net.parameters():
                parameter.uniform_(0.5, 1.5) if parameter.dim() == 1 else parameter.add_(0.1 * torch.randn_like(parameter))
        samples = torch.randn(shape, dtype=torch.float64).requires_grad_()
        tensors |= {f"{name}/weight/{key}": value.clone() for key, value in net.state_dict().items()}
        net(samples), net(samples)
        output = net(samples)
        weighting = torch.randn_like(output)
        (output * weighting).sum().backward()
        tensors |= {f"{name}/samples": samples, f"{name}/weighting": weighting, f"{name}/output": output,
                    f"{name}/gradient/samples": samples.grad}
        tensors |= {f"{name}/gradient/{key}": value.grad for key, value in net.named_parameters()}
        tensors |= {f"{name}/after/{key}": value for key, value in net.named_buffers()}
        with torch.no_grad():
            tensors[f"{name}/eval-output"] = net.eval()(samples)
    return tensors


def adam():
    torch.manual_seed(20141222)
    start = torch.randn(3, 4).double()
    gradients = torch.randn(5, 3, 4).double()
    parameter = start.clone().requires_grad_()
    optimizer = torch.optim.Adam([parameter], lr=1e-2, betas=(0.5, 0.9), eps=1e-7)
    steps = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        steps.append(parameter.detach().clone())
    return {"input/parameter": start, "input/gradients": gradients, "output/parameters": torch.stack(steps)}


def optimizers(dtype):
    """Parameters of 12 and 5 values in one row of 17; the learning rate of step i is multiplied by factors[i]."""
    torch.manual_seed(20171114)
    start = torch.randn(17).to(dtype)
    gradients = torch.randn(5, 17).to(dtype)
    factors = [1, 0.5, 2, 0.25, 1]

    def run(make, greatest=None):
        parameters = [start[:12].clone().reshape(3, 4).requires_grad_(), start[12:].clone().requires_grad_()]
        optimizer = make(parameters)
        rate = optimizer.param_groups[0]["lr"]
        steps = []
        for gradient, factor in zip(gradients, factors):
            parameters[0].grad = gradient[:12].clone().reshape(3, 4)
            parameters[1].grad = gradient[12:].clone()
            if greatest is not None:
                torch.nn.utils.clip_grad_norm_(parameters, greatest)
            optimizer.param_groups[0]["lr"] = rate * factor
            optimizer.step()
            steps.append(torch.cat([parameter.detach().flatten() for parameter in parameters]))
        return torch.stack(steps)

    optim = torch.optim
    return {
        "input/parameters": start, "input/gradients": gradients,
        "output/adam": run(lambda p: optim.Adam(p, lr=1e-2, betas=(0.5, 0.9), eps=1e-7)),
        "output/adam-w": run(lambda p: optim.AdamW(p, lr=1e-2, betas=(0.5, 0.9), eps=1e-7, weight_decay=0.1)),
        "output/rms-prop": run(lambda p: optim.RMSprop(p, lr=1e-2, alpha=0.9, eps=1e-7)),
        "output/sgd": run(lambda p: optim.SGD(p, lr=1e-2)),
        "output/sgd-momentum": run(lambda p: optim.SGD(p, lr=1e-2, momentum=0.9)),
        "output/sgd-nesterov": run(lambda p: optim.SGD(p, lr=1e-2, momentum=0.9, nesterov=True)),
        # Norms of the gradients lie around 4: some steps are clipped, some not.
        "output/clipped": run(lambda p: optim.SGD(p, lr=1e-2, momentum=0.9), greatest=4.0),
    }


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    torch.set_num_threads(1)
    files = {"critic-loss": critic_loss(torch.float64), "critic-loss-float32": critic_loss(torch.float32),
             "generator": generator(), "layers": layers(), "adam": adam(),
             "optimizers": optimizers(torch.float64), "optimizers-float32": optimizers(torch.float32)}
    for stem, tensors in files.items():
        path = folder / f"{stem}.safetensors"
        write_safetensors(path, tensors, torch=torch.__version__, script="make_golden.py")
        reread = read_safetensors(path)
        assert reread.keys() == tensors.keys()
        assert all(np.array_equal(reread[name], tensor.detach().numpy()) for name, tensor in tensors.items())
        assert path.stat().st_size < 100_000, path
        print(f"{path}: {len(tensors)} tensors, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
