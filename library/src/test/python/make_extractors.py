"""Writes the small networks of ExtractorFilesTest: extractor.pt, extractor.onnx, extractor-single.onnx and what PyTorch
computes with them, extractor.safetensors; and two-inputs.onnx, which is refused. Needs torch, onnx, numpy and safetensors.

    python3 make_extractors.py ../resources/golden
"""
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save_file
from torch import nn

folder = Path(sys.argv[1])
torch.manual_seed(0)
model = nn.Sequential(nn.Conv2d(3, 4, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(36, 5)).eval()
images = torch.randint(0, 256, (6, 3, 8, 8)).float() / 127.5 - 1



def save_without_debug_information(traced, file):
    """TorchScript's debug information names the folders of the machine that wrote it."""
    traced.save(str(file))
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".debug_pkl")}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content)


save_without_debug_information(torch.jit.trace(model, images), folder / "extractor.pt")

value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def write(file, graph):
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), folder / file)


def export(file, batch):
    weights = [numpy_helper.from_array(tensor.detach().numpy(), name) for name, tensor in model.state_dict().items()]
    nodes = [
        helper.make_node("Conv", ["images", "0.weight", "0.bias"], ["a"], strides=[2, 2]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Flatten", ["b"], ["c"]),
        helper.make_node("Gemm", ["c", "3.weight", "3.bias"], ["features"], transB=1),
    ]
    write(file, helper.make_graph(
        nodes, "extractor", [value("images", [batch, 3, 8, 8])], [value("features", [batch, 5])], weights))


export("extractor.onnx", "n")
export("extractor-single.onnx", 1)
write("two-inputs.onnx", helper.make_graph(
    [helper.make_node("Add", ["a", "b"], ["sum"])], "sum", [value("a", [1]), value("b", [1])], [value("sum", [1])]))

taken = (images + 1) / 2 * 255  # range 0:255
with torch.no_grad():
    save_file({
        "images": images,
        "features": model(taken),
    }, folder / "extractor.safetensors")
