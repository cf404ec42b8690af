"""Where training runs: a CUDA device if there is one, otherwise the CPU. In bf16 autocast where it multiplies bf16, channels last."""

from functools import cache
from pathlib import Path

import torch

from learning import group_norm

CHANNELS_LAST = torch.channels_last


def prepare():
    """The device to train on, set up for speed."""
    if torch.cuda.is_available():
        torch.backends.cudnn.benchmark = True
        torch.set_float32_matmul_precision("high")
        return torch.device("cuda")
    torch.set_flush_denormal(True)  # denormals cost up to half of the time
    group_norm.install()
    return torch.device("cpu")


def autocast(device):
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda" or multiplies_bf16())


@cache
def multiplies_bf16():
    """Whether the CPU has a bf16 product. Without one, torch takes ten times as long in bf16 as in fp32."""
    flags = Path("/proc/cpuinfo").read_text().split() if Path("/proc/cpuinfo").exists() else []
    return not flags or any(flag in flags for flag in ("avx512_bf16", "amx_bf16", "bf16"))


def fast(work):
    """A module or function as it runs fastest: compiled where there is a GPU, whose kernels are short beside their start."""
    return torch.compile(work, dynamic=False) if torch.cuda.is_available() else work
