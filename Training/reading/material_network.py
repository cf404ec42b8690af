"""The network that tells materials apart: one trunk, pooled over the lettering and over its surroundings."""

import torch
import torch.nn.functional as F
from torch import nn

SIDE = 256  # px of the pictures it sees


class MaterialNetwork(nn.Module):
    """Pictures and masks in, scores of the materials in the lettering and around it out. About 0.3 M parameters."""

    def __init__(self, materials: int):
        super().__init__()
        widths = (4, 24, 48, 80, 112)
        blocks = []
        for before, after in zip(widths, widths[1:], strict=False):
            blocks += [
                nn.Conv2d(before, after, 3, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(True),
            ]
        blocks += [nn.Conv2d(after, after, 3, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU(True)]
        self.trunk = nn.Sequential(*blocks)
        self.heads = nn.ModuleList(nn.Linear(2 * after, materials) for _ in ("lettering", "surroundings"))

    def forward(self, pictures: torch.Tensor, masks: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """pictures [n, 3, SIDE, SIDE] and masks [n, 1, SIDE, SIDE] in 0..1; two score tables [n, materials]."""
        features = self.trunk(torch.cat([pictures - 0.5, masks - 0.5], 1))  # [n, 112, SIDE / 16, SIDE / 16]
        inside = F.avg_pool2d(masks, 16)
        scores = []
        for head, weight in zip(self.heads, (inside, 1 - inside), strict=True):
            weight = weight.clamp(min=0.02) ** 2
            mean = (features * weight).sum((2, 3)) / weight.sum((2, 3))
            spread = (features * (weight / weight.amax((2, 3), keepdim=True))).amax((2, 3))
            scores.append(head(torch.cat([mean, spread], 1)))
        return scores[0], scores[1]
