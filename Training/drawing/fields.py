"""Tensor operations on maps [n, c, h, w] that composition is made of."""

import math

import torch
import torch.nn.functional as F


def blur(maps: torch.Tensor, sigma: float) -> torch.Tensor:
    """Gaussian blur; wide ones are done on a reduced map."""
    if sigma > 3:
        factor = 2 if sigma <= 6 else 4 if sigma <= 16 else 8
        small = F.avg_pool2d(maps, factor, ceil_mode=True, count_include_pad=False)
        return resize(blur(small, sigma / factor), maps.shape[-2:])
    radius = max(1, int(2.5 * sigma + 0.5))
    weights = [math.exp(-(i * i) / (2 * sigma * sigma)) for i in range(radius + 1)]
    total = weights[0] + 2 * sum(weights[1:])
    weights = [weight / total for weight in weights]
    return _blur_axis(_blur_axis(maps, weights, 3), weights, 2)


def _blur_axis(maps: torch.Tensor, weights: list[float], axis: int) -> torch.Tensor:
    """Symmetric filter along an axis, as sums of shifted maps: several times as fast as a convolution on CPUs."""
    radius, length = len(weights) - 1, maps.shape[axis]
    padded = F.pad(maps, (radius, radius, 0, 0) if axis == 3 else (0, 0, radius, radius), mode="replicate")
    result = maps * weights[0]
    for i in range(1, radius + 1):
        for start in (radius - i, radius + i):
            result.add_(padded.narrow(axis, start, length), alpha=weights[i])
    return result


def resize(maps: torch.Tensor, size) -> torch.Tensor:
    return F.interpolate(maps, tuple(size), mode="bilinear", align_corners=False)


def smoothstep(low, high, x: torch.Tensor) -> torch.Tensor:
    t = ((x - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def gradient(height: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Central differences (d/dx, d/dy) of a height map [n, 1, h, w]."""
    padded = F.pad(height, (1, 1, 1, 1), mode="replicate")
    return (
        (padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]) * 0.5,
        (padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]) * 0.5,
    )


def pixel_grid(h: int, w: int, device) -> tuple[torch.Tensor, torch.Tensor]:
    """x [1, 1, w] and y [1, h, 1] of each pixel."""
    x = torch.arange(w, device=device, dtype=torch.float32).view(1, 1, w)
    y = torch.arange(h, device=device, dtype=torch.float32).view(1, h, 1)
    return x, y


def look_up(maps: torch.Tensor, dx: torch.Tensor, dy: torch.Tensor) -> torch.Tensor:
    """Maps [n, c, h, w] looked up (dx, dy) px away ([n, h, w], or [n, 1, 1] for a shift), bilinearly."""
    n, _, h, w = maps.shape
    x, y = pixel_grid(h, w, maps.device)
    grid_x = ((x + dx) * 2 + 1) / w - 1
    grid_y = ((y + dy) * 2 + 1) / h - 1
    grid = torch.stack([grid_x.expand(n, h, w), grid_y.expand(n, h, w)], -1)
    return F.grid_sample(maps, grid, mode="bilinear", padding_mode="border", align_corners=False)
