"""Colour grading: what each tone of ``phrases.TONES`` does to a picture."""

from dataclasses import astuple, dataclass

import torch

LUMINANCE = (0.30, 0.59, 0.11)
DULL = ("black and white", "dark", "night", "vintage")  # tones in which colours alone don't tell materials apart


@dataclass(frozen=True)
class Grade:
    """gain and tint multiply, gamma bends (below 1 brightens), saturation 0 is grey, contrast is about 0.5."""

    gain: float = 1.0
    gamma: float = 1.0
    saturation: float = 1.0
    contrast: float = 1.0
    lift: float = 0.0
    red: float = 1.0
    green: float = 1.0
    blue: float = 1.0


GRADES: dict[str, Grade] = {
    "": Grade(),
    "warm": Grade(1.03, saturation=1.1, red=1.14, blue=0.78),
    "cold": Grade(1.0, saturation=0.92, red=0.82, blue=1.18),
    "morning": Grade(1.08, gamma=0.88, saturation=0.9, contrast=0.86, lift=0.04, red=1.1, blue=0.88),
    "sunset": Grade(0.98, saturation=1.2, contrast=1.05, red=1.26, green=0.92, blue=0.74),
    "night": Grade(0.72, gamma=1.05, saturation=0.75, contrast=1.05, red=0.7, green=0.84, blue=1.3),
    "dark": Grade(0.76, gamma=1.08, saturation=0.95, contrast=1.12),
    "bright": Grade(1.18, gamma=0.82, saturation=1.02),
    "pastel": Grade(1.05, gamma=0.72, saturation=0.58, contrast=0.74, lift=0.1),
    "vivid": Grade(1.05, saturation=1.5, contrast=1.12),
    "black and white": Grade(saturation=0.0, contrast=1.14),
    "vintage": Grade(1.02, gamma=0.92, saturation=0.32, contrast=0.84, lift=0.05, red=1.16, green=1.02, blue=0.76),
    "soft": Grade(1.05, gamma=0.9, saturation=0.95, contrast=0.82, lift=0.03),
    "dramatic": Grade(0.92, gamma=1.05, saturation=1.05, contrast=1.3),
}


def grade(pictures: torch.Tensor, tones: list[str]) -> torch.Tensor:
    """Grades pictures [n, 3, h, w] in 0..1 by the tone of each."""
    table = torch.tensor([astuple(GRADES[tone]) for tone in tones], device=pictures.device)
    gain, gamma, saturation, contrast, lift = table[:, :5, None, None, None].unbind(1)
    weights = torch.tensor(LUMINANCE, device=pictures.device).view(1, 3, 1, 1)
    grey = (pictures * weights).sum(1, keepdim=True)
    graded = (torch.lerp(grey, pictures, saturation) * gain * table[:, 5:, None, None]).clamp_(0, 1)
    graded = graded.pow_(gamma)
    return torch.lerp(torch.full_like(graded, 0.5), graded, contrast).add_(lift).clamp_(0, 1)
