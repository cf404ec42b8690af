"""bf16 at a bearable speed on CPUs that don't multiply it, where torch takes ten times as long as in fp32."""

from contextlib import nullcontext

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_map

PRODUCTS = {torch.conv2d, torch.nn.functional.linear, torch.matmul, torch.bmm, torch.baddbmm}


def products():
    """A context in which products of bf16 are computed in fp32 and rounded once, as a CPU that has them computes them; nothing on
    such a CPU."""
    with open("/proc/cpuinfo") as file:
        flags = file.read().split()
    return nullcontext() if {"avx512_bf16", "amx_bf16"} & set(flags) else _InFloats()


class _InFloats(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        if function not in PRODUCTS or args[0].dtype != torch.bfloat16:
            return function(*args, **kwargs)
        args, kwargs = tree_map(_widened, (args, kwargs))
        return function(*args, **kwargs).bfloat16()


def _widened(value):
    return value.float() if isinstance(value, torch.Tensor) and value.dtype == torch.bfloat16 else value
