"""Voronoi cells: stones, cracks, caustics, honeycombs."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree


@dataclass
class Cells:
    """nearest, second: px to the two nearest points [n, n]; index: the nearest point's number [n, n];
    offset: (dy, dx) px to the nearest point, int16 [n, n, 2]; count: number of points."""

    nearest: np.ndarray
    second: np.ndarray
    index: np.ndarray
    offset: np.ndarray
    count: int

    @property
    def border(self) -> np.ndarray:
        """0 at a border between cells, growing inwards; about twice the distance in px."""
        return self.second - self.nearest


def jittered_points(rng, n: int, spacing: float, jitter: float) -> np.ndarray:
    """Points (x, y) [count, 2] on a brick-like grid, moved by up to ``jitter`` of the spacing."""
    count = max(2, round(n / spacing / 2) * 2)
    columns, rows = np.meshgrid(np.arange(count), np.arange(count))
    places = np.stack([columns + 0.5 * (rows % 2), rows], -1).reshape(-1, 2).astype(np.float32)
    return ((places + 0.5 + rng.uniform(-jitter, jitter, places.shape)) * (n / count)) % n


def hexagonal_points(n: int, spacing: float) -> np.ndarray:
    """Points (x, y) [count, 2] of a honeycomb that wraps at the tile's edges."""
    columns = max(2, round(n / spacing))
    rows = max(2, round(columns * 2 / np.sqrt(3) / 2) * 2)
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    return np.stack([(x + 0.5 * (y % 2)) * n / columns, (y + 0.5) * n / rows], -1).reshape(-1, 2).astype(np.float32)


def voronoi(rng, n: int, spacing: float, jitter: float = 0.45, points: np.ndarray | None = None) -> Cells:
    points = jittered_points(rng, n, spacing, jitter) if points is None else points
    tree = cKDTree(points % n, boxsize=n)
    y, x = np.mgrid[0:n, 0:n]
    distances, indices = tree.query(np.stack([x.ravel(), y.ravel()], -1), k=2)
    distances = distances.reshape(n, n, 2).astype(np.float32)
    index = indices.reshape(n, n, 2)[..., 0]
    centre = points[index]
    dx = (centre[..., 0] - x + n / 2) % n - n / 2
    dy = (centre[..., 1] - y + n / 2) % n - n / 2
    offset = np.stack([dy, dx], -1).astype(np.int16)
    return Cells(distances[..., 0], distances[..., 1], index, offset, len(points))
