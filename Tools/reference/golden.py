"""A golden suite: NAME.safetensors with the tensors, NAME.json with the cases. README.md has the format."""

import json
import os

import diffusers
import torch
import transformers
from safetensors.torch import save_file

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(REPOSITORY, "Tests", "Goldens")
VERSIONS = {"torch": torch.__version__, "diffusers": diffusers.__version__, "transformers": transformers.__version__}


class Golden:
    def __init__(self, name, **header):
        self.name, self.header, self.cases, self.tensors = name, header, [], {}

    def add(self, name, inputs, outputs, **facts):
        """One case. Inputs are stored in fp16 where that loses nothing (see `draw_input`), outputs in fp32."""
        assert name not in [case["name"] for case in self.cases], name
        for tensors in (inputs, outputs):
            for key, tensor in tensors.items():
                self.tensors[f"{name}.{key}"] = stored(tensor, shrink=tensors is inputs)
        self.cases.append({"name": name, **facts, "inputs": [*inputs], "outputs": [*outputs]})

    def save(self, folder=FOLDER):
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, self.name)
        if self.tensors:
            save_file(self.tensors, path + ".safetensors")
        with open(path + ".json", "w") as file:
            json.dump({"made_by": VERSIONS, **self.header, "cases": self.cases}, file, indent=1, ensure_ascii=False)
            file.write("\n")
        size = sum(tensor.nbytes for tensor in self.tensors.values()) / 1e6
        print(f"{self.name}: {len(self.cases)} cases, {size:.2f} MB", flush=True)


def stored(tensor, shrink):
    tensor = tensor.detach().float()
    half = tensor.half()
    keep_half = shrink and torch.equal(half.float(), tensor)
    return (half if keep_half else tensor).contiguous()


def draw_input(shape, seed, deviation=1.0):
    """Unit normals that fp16 holds exactly, so that the file's numbers are the very ones that went in."""
    values = torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed)) * deviation
    return values.half().float()


def draw_hint(height, width, n=1):
    """A control image `[n, 3, height, width]`: bars and blocks in 0, 0.5 and 1, another in each channel and entry."""
    entry, channel, y, x = torch.meshgrid(
        torch.arange(n), torch.arange(3), torch.arange(height), torch.arange(width), indexing="ij")
    return ((y // 11 + x // (7 + 2 * entry) + channel * (y // 23)) % 3).float() / 2


def nhwc(image):
    return image.permute(0, 2, 3, 1)


def nchw(image):
    return image.permute(0, 3, 1, 2)


def relative(value, reference):
    """Relative L2 distance."""
    return ((value.double() - reference.double()).norm() / reference.double().norm()).item()
