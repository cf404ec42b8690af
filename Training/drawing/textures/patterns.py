"""Seamless noise, colours and image operations shared by all textures.

Maps are float32 arrays [n, n]; colour maps are float32 [n, n, 3] in 0..1. Everything wraps at the tile's edges.
"""

from functools import lru_cache

import numpy as np
from scipy import ndimage

TURN = 2 * np.pi
Colour = str | np.ndarray


@lru_cache(maxsize=4)
def _frequencies(n: int) -> tuple[np.ndarray, np.ndarray]:
    rows = np.fft.fftfreq(n)[:, None] * n
    columns = np.fft.rfftfreq(n)[None] * n
    return rows.astype(np.float32), columns.astype(np.float32)


def rough_noise(rng, n, falloff=2.0, low=1.0, high=1e9, stretch=(1.0, 1.0)) -> np.ndarray:
    """Noise of unit deviation with spectrum 1/f^falloff between ``low`` and ``high`` cycles a tile.

    stretch: factors on the horizontal and vertical frequencies; a small one lets finer detail through along its
        axis, which draws the noise out along the other.
    """
    rows, columns = _frequencies(n)
    radius = np.sqrt((columns * stretch[0]) ** 2 + (rows * stretch[1]) ** 2) + 1e-6
    gain = radius ** (-falloff / 2) * np.exp(-((radius / high) ** 2)) * (1 - np.exp(-((radius / low) ** 4)))
    gain[0, 0] = 0
    spectrum = np.fft.rfft2(rng.standard_normal((n, n), dtype=np.float32)) * gain
    values = np.fft.irfft2(spectrum, s=(n, n)).astype(np.float32)
    return values / (values.std() + 1e-9)


def noise(rng, n, falloff=2.0, low=1.0, high=1e9, stretch=(1.0, 1.0)) -> np.ndarray:
    """``rough_noise`` brought into 0..1, with mean 0.5."""
    return 0.5 + 0.5 * np.tanh(0.7 * rough_noise(rng, n, falloff, low, high, stretch))


def grain(rng, n, sigma=0.6) -> np.ndarray:
    """White noise blurred over ``sigma`` px: dust, fibres, pores."""
    return blur(rng.standard_normal((n, n), dtype=np.float32), sigma)


def smoothstep(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def rgb(colour: Colour) -> np.ndarray:
    """'#rrggbb' as float32 [3] in 0..1; arrays pass through."""
    if isinstance(colour, str):
        return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.asarray(colour, np.float32)


def vary(rng, colour: Colour, amount=0.04) -> np.ndarray:
    """The colour, a little brighter or darker and a little off in hue."""
    factors = (1 + rng.normal(0, amount)) * (1 + rng.normal(0, amount / 3, 3))
    return np.clip(rgb(colour) * factors, 0, 1).astype(np.float32)


def mix(first: Colour, second: Colour, amount: np.ndarray) -> np.ndarray:
    """Colours or colour maps mixed by a map [n, n]."""
    a, b = rgb(first), rgb(second)
    return (a + (b - a) * amount[..., None]).astype(np.float32)


def ramp(values: np.ndarray, *stops: tuple[float, Colour]) -> np.ndarray:
    """Colours looked up along stops (position, colour)."""
    positions = [position for position, _ in stops]
    colours = np.array([rgb(colour) for _, colour in stops])
    return np.stack([np.interp(values, positions, colours[:, i]) for i in range(3)], -1).astype(np.float32)


def fill(colour: Colour, n: int) -> np.ndarray:
    return np.broadcast_to(rgb(colour), (n, n, 3)).astype(np.float32).copy()


def blur(image: np.ndarray, sigma: float) -> np.ndarray:
    return ndimage.gaussian_filter(image, (sigma, sigma) + (0,) * (image.ndim - 2), mode="wrap", truncate=2.5)


def grid(n: int) -> tuple[np.ndarray, np.ndarray]:
    """x and y of each pixel."""
    y, x = np.mgrid[0:n, 0:n].astype(np.float32)
    return x, y


def warp(image: np.ndarray, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """The image looked up (dx, dy) px away, bilinearly and wrapping."""
    x, y = grid(image.shape[0])
    planes = image[..., None] if image.ndim == 2 else image
    warped = np.stack(
        [
            ndimage.map_coordinates(planes[..., i], [y + dy, x + dx], order=1, mode="grid-wrap")
            for i in range(planes.shape[-1])
        ],
        -1,
    )
    return warped[..., 0] if image.ndim == 2 else warped


def dome(distance: np.ndarray) -> np.ndarray:
    """Height of a half sphere of radius 1 at ``distance`` from its axis; 0 outside."""
    return np.sqrt(np.clip(1 - distance**2, 0, 1))
