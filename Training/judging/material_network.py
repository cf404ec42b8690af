"""The network that tells materials apart: one trunk, pooled over the lettering and over its surroundings."""

import torch
import torch.nn.functional as F
from torch import nn

SIDE = 256  # px of the views it sees
STEM = 32  # channels at 1/2
STAGES = ((64, 1), (128, 2), (192, 3))  # channels and residual layers at 1/4, 1/8, 1/16
POOLED = (8, 16)  # px of a place of the features that the heads see: those of the last two stages


def _layer(before: int, after: int, kernel: int, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(before, after, kernel, stride=stride, padding=kernel // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.ReLU(True))


class Stage(nn.Module):
    """Halves a picture and looks at it in residual layers.

    Halving folds 2 x 2 places into one: torch learns strided convolutions six times as slowly on CPUs.
    """

    def __init__(self, before: int, after: int, layers: int):
        super().__init__()
        self.halve = nn.Sequential(nn.PixelUnshuffle(2), _layer(4 * before, after, 1))
        self.layers = nn.ModuleList(_layer(after, after, 3) for _ in range(layers))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.halve(x)
        for layer in self.layers:
            x = x + layer(x)
        return x


class MaterialNetwork(nn.Module):
    """Views and their masks in, scores of the materials in the lettering and around it out. 1.6 M parameters."""

    def __init__(self, materials: int):
        super().__init__()
        self.stem = _layer(4, STEM, 3, stride=2)
        widths = [STEM, *(width for width, _ in STAGES)]
        self.stages = nn.ModuleList(
            Stage(before, after, layers) for before, (after, layers) in zip(widths, STAGES, strict=False)
        )
        pooled = 2 * sum(widths[-len(POOLED) :])
        self.heads = nn.ModuleList(nn.Linear(pooled, materials) for _ in ("lettering", "surroundings"))

    def forward(self, views: torch.Tensor, masks: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """views [n, 3, SIDE, SIDE] and masks [n, 1, SIDE, SIDE] in 0..1; two score tables [n, materials]."""
        x = self.stem(torch.cat([views - 0.5, masks - 0.5], 1).contiguous(memory_format=torch.channels_last))
        seen = []
        for stage in self.stages:
            x = stage(x)
            seen.append(x)
        scores = []
        for head, shares in zip(self.heads, (masks, 1 - masks), strict=True):
            pooled = [_pool(x.float(), F.avg_pool2d(shares, side)) for side, x in zip(POOLED, seen[-2:], strict=True)]
            scores.append(head(torch.cat(pooled, 1)))
        return scores[0], scores[1]


def _pool(features: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
    """Mean and maximum of features [n, c, h, w] where the share [n, 1, h, w] of a place is high: [n, 2 c]."""
    weight = share.clamp(min=0.02) ** 2
    mean = (features * weight).sum((2, 3)) / weight.sum((2, 3))
    peak = (features * (weight / weight.amax((2, 3), keepdim=True))).amax((2, 3))
    return torch.cat([mean, peak], 1)
