"""Tensor operations on maps [n, c, h, w] that composition is made of."""

import torch
import torch.nn.functional as F


def blur(maps: torch.Tensor, sigma: float) -> torch.Tensor:
    """Gaussian blur; wide ones are done on a reduced map."""
    if sigma > 4:
        factor = 2 if sigma <= 8 else 4 if sigma <= 20 else 8
        small = F.avg_pool2d(maps, factor, ceil_mode=True, count_include_pad=False)
        return resize(blur(small, sigma / factor), maps.shape[-2:])
    radius = max(1, int(2.5 * sigma + 0.5))
    x = torch.arange(-radius, radius + 1, device=maps.device, dtype=maps.dtype)
    kernel = torch.exp(-(x * x) / (2 * sigma * sigma))
    kernel = (kernel / kernel.sum()).view(1, 1, 1, -1)
    n, c, h, w = maps.shape
    flat = maps.reshape(n * c, 1, h, w)
    flat = F.conv2d(F.pad(flat, (radius, radius, 0, 0), mode="replicate"), kernel)
    flat = F.conv2d(F.pad(flat, (0, 0, radius, radius), mode="replicate"), kernel.transpose(2, 3))
    return flat.view(n, c, h, w)


def resize(maps: torch.Tensor, size) -> torch.Tensor:
    return F.interpolate(maps, tuple(size), mode="bilinear", align_corners=False)


def smoothstep(low, high, x: torch.Tensor) -> torch.Tensor:
    t = ((x - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def gradient(height: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Central differences (d/dx, d/dy) of a height map [n, 1, h, w]."""
    padded = F.pad(height, (1, 1, 1, 1), mode="replicate")
    return ((padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]) * 0.5, (padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]) * 0.5)


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
