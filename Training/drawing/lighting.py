"""Light on height maps: diffuse and glossy surfaces, and metals that mirror an environment."""

from functools import cache

import numpy as np
import torch

from .fields import gradient
from .surfaces import Surface

AMBIENT = 0.42

# (how far a normal leans to the light, 0..1, and what the metal mirrors there)
ENVIRONMENTS: dict[str, tuple[tuple[float, str], ...]] = {
    "gold": (
        (0, "#2a1605"),
        (0.2, "#7a4a12"),
        (0.38, "#c88a20"),
        (0.5, "#f2bc40"),
        (0.6, "#ffe48c"),
        (0.66, "#fffbe8"),
        (0.74, "#e0a030"),
        (0.86, "#ffe090"),
        (1, "#fff8e0"),
    ),
    "silver": (
        (0, "#0c0f14"),
        (0.2, "#3a424c"),
        (0.38, "#7f8994"),
        (0.5, "#b4bec8"),
        (0.6, "#e8f0f8"),
        (0.66, "#ffffff"),
        (0.74, "#8a94a0"),
        (0.86, "#e4ecf4"),
        (1, "#ffffff"),
    ),
    "copper": (
        (0, "#200a04"),
        (0.2, "#642812"),
        (0.38, "#a8502c"),
        (0.5, "#dc7c50"),
        (0.6, "#ffc4a0"),
        (0.66, "#fff0e4"),
        (0.74, "#b8603c"),
        (0.86, "#ffc8a8"),
        (1, "#fff0e8"),
    ),
}
# foil mirrors in its own colour: (lean, factor on the colour, white added)
FOIL = (
    (0, 0.22, 0),
    (0.25, 0.5, 0),
    (0.45, 0.9, 0),
    (0.58, 1.12, 0.05),
    (0.66, 1.15, 0.6),
    (0.71, 1.1, 0.62),
    (0.77, 0.82, 0),
    (0.88, 1.08, 0.1),
    (1, 1.1, 0.4),
)


def shade(colour: torch.Tensor, height: torch.Tensor, light: torch.Tensor, surfaces: list[Surface]) -> torch.Tensor:
    """Lights a layer. colour [n, 3, h, w], height [n, 1, h, w] px, light [n, 3]: direction to the light, y down."""
    dx, dy = gradient(height)
    nz = torch.rsqrt(1 + dx * dx + dy * dy)
    nx, ny = -dx * nz, -dy * nz
    lx, ly, lz = light[:, :, None, None, None].unbind(1)
    values = torch.tensor(
        [[s.specular, s.gloss, min(1.0, AMBIENT + 0.6 * s.emission)] for s in surfaces], device=colour.device
    )
    specular, gloss, ambient = values[:, :, None, None, None].unbind(1)
    diffuse = ((nx * lx + ny * ly + nz * lz) / lz).clamp_(0, 1.5)
    half = torch.rsqrt(lx * lx + ly * ly + (lz + 1) ** 2)
    towards = ((nx * lx + ny * ly + nz * (lz + 1)) * half).clamp_(0, 1)
    flat = ((lz + 1) * half).pow(gloss)  # what a level face shows, taken off so that it keeps its colour
    highlight = specular * (towards.pow_(gloss) - 0.9 * flat).clamp_(0, 1)
    lit = colour * (ambient + (1 - ambient) * diffuse) + highlight
    for name in {s.metal for s in surfaces if s.metal}:
        rows = torch.tensor([i for i, s in enumerate(surfaces) if s.metal == name], device=colour.device)
        lean = (nx[rows] * lx[rows] + ny[rows] * ly[rows]) / 0.75
        lean = (0.5 + 0.38 * lean + 0.10 * (nz[rows] - 0.8)).clamp_(0, 1)
        lit[rows] = _mirror(name, colour[rows], lean)
    return lit.clamp_(0, 1.2)


def _mirror(name: str, colour: torch.Tensor, lean: torch.Tensor) -> torch.Tensor:
    seen = _environment(name, str(colour.device))[(lean[:, 0] * 255).long()].permute(0, 3, 1, 2)
    if name == "foil":
        return colour * seen[:, :1] + seen[:, 1:]
    tint = colour / colour.amax((1, 2, 3), keepdim=True)
    return seen * (0.75 + 0.25 * tint)


@cache
def _environment(name: str, device: str) -> torch.Tensor:
    """[256, 3] colours, or for foil [256, 2] factor and white."""
    if name == "foil":
        stops = np.array(FOIL)
        positions, values = stops[:, 0], stops[:, 1:]
    else:
        stops = ENVIRONMENTS[name]
        positions = np.array([position for position, _ in stops])
        values = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for _, colour in stops])
    lean = np.linspace(0, 1, 256)
    table = np.stack([np.interp(lean, positions, values[:, i]) for i in range(values.shape[1])], -1)
    return torch.tensor(table, dtype=torch.float32, device=device)
