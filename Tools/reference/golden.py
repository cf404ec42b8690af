"""A golden suite: NAME.safetensors with the tensors, NAME.json with the cases. README.md has the format."""

import hashlib
import json
import os

import diffusers
import torch
import transformers
from safetensors.torch import save_file

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.environ.get("WORD2IMG_GOLDENS", os.path.join(REPOSITORY, "Tests", "Goldens"))
VERSIONS = {"torch": torch.__version__, "diffusers": diffusers.__version__, "transformers": transformers.__version__}


class Golden:
    def __init__(self, name, **header):
        self.name, self.header, self.cases, self.tensors, self.errors = name, header, [], {}, {}
        self.owners = {}  # what a tensor holds -> the name it is stored under: none is stored twice

    def add(self, name, inputs, outputs, **facts):
        """One case. Inputs are stored in fp16 where that loses nothing (see `draw_input`), outputs in fp32."""
        assert name not in [case["name"] for case in self.cases], name
        shared = {}
        for tensors in (inputs, outputs):
            for key, tensor in tensors.items():
                tensor = stored(tensor, shrink=tensors is inputs)
                owner = self.owners.setdefault(hash_of(tensor), f"{name}.{key}")
                if owner == f"{name}.{key}":
                    self.tensors[owner] = tensor
                else:
                    shared[key] = owner
        facts |= {"shared": shared} if shared else {}
        self.cases.append({"name": name, **facts, "inputs": [*inputs], "outputs": [*outputs]})

    def note_error(self, group, results, reference):
        """Counts each entry of the batch as one input of `group`; several outputs are taken as one vector."""
        for entry in range(reference[0].shape[0]):
            value, expected = (flat([tensor[entry] for tensor in tensors]) for tensors in (results, reference))
            self.errors.setdefault(group, []).append(relative(value, expected))

    def save(self, folder=FOLDER):
        os.makedirs(folder, exist_ok=True)
        if self.errors:
            assert all(len(errors) >= 8 for errors in self.errors.values()), self.errors
            self.header["bf16_errors"] = {group: root_mean_square(errors) for group, errors in self.errors.items()}
        path = os.path.join(folder, self.name)
        if self.tensors:
            save_file(self.tensors, path + ".safetensors")
        header = json.dumps({"made_by": VERSIONS, **self.header}, indent=1, ensure_ascii=False)
        lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in self.cases)
        with open(path + ".json", "w") as file:
            file.write(header.removesuffix("\n}") + f',\n "cases": [\n{lines}\n ]\n}}\n')
        size = sum(tensor.nbytes for tensor in self.tensors.values()) / 1e6
        print(f"{self.name}: {len(self.cases)} cases, {size:.2f} MB", flush=True)


def stored(tensor, shrink):
    tensor = tensor.detach().float()
    half = tensor.half()
    keep_half = shrink and torch.equal(half.float(), tensor)
    return (half if keep_half else tensor).contiguous()


def hash_of(tensor):
    return tuple(tensor.shape), tensor.dtype, hashlib.sha256(tensor.numpy().tobytes()).hexdigest()


def draw_input(shape, seed, deviation=1.0):
    """Unit normals that fp16 holds exactly, so that the file's numbers are the very ones that went in."""
    values = torch.randn(shape, generator=torch.Generator("cpu").manual_seed(seed)) * deviation
    return values.half().float()


def draw_hint(height, width, n=1):
    """A control image `[n, 3, height, width]`: bars and blocks in 0, 0.5 and 1, another in each channel and entry."""
    entry, channel, y, x = torch.meshgrid(
        torch.arange(n), torch.arange(3), torch.arange(height), torch.arange(width), indexing="ij"
    )
    return ((y // 11 + x // (7 + 2 * entry) + channel * (y // 23)) % 3).float() / 2


def flat(tensors):
    """All values of several tensors as one vector."""
    return torch.cat([tensor.flatten() for tensor in tensors])


def nhwc(image):
    return image.permute(0, 2, 3, 1)


def nchw(image):
    return image.permute(0, 3, 1, 2)


def root_mean_square(values):
    return (sum(value * value for value in values) / len(values)) ** 0.5


def relative(value, reference):
    """Relative L2 distance."""
    return ((value.double() - reference.double()).norm() / reference.double().norm()).item()
