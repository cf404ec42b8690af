"""A tile upon which elements are painted one over another: flowers, beans, leaves, blades."""

from collections.abc import Callable

import numpy as np

from .patterns import TURN, Colour, blur, fill, smoothstep
from .texture import Texture

# (rng, u, v) -> (alpha [k, k], height in px [k, k], colour [k, k, 3]); |u|, |v| <= 1.3, the element fills radius 1
Sprite = Callable[[np.random.Generator, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]


class Canvas:
    """Colour, height and element offsets of a tile under construction."""

    def __init__(self, n: int, ground: Colour | np.ndarray):
        ground = fill(ground, n) if isinstance(ground, str) or ground.ndim == 1 else ground
        self.colour = ground.astype(np.float32)
        self.height = np.zeros((n, n), np.float32)
        self.offset = np.zeros((n, n, 2), np.int16)

    @property
    def size(self) -> int:
        return self.height.shape[0]

    def scatter(self, rng, points, radius, sprite: Sprite, shadow=0.45, lift=3.0, angle=None, element=True):
        """Paints a sprite at each point (x, y), turned at random, with a soft shadow on what lies below.

        radius: (low, high) px. lift: px added to the sprite's height. angle: radians, or None for any.
        element: whether the sprite is an object that the lettering's rim must not cut.
        """
        n = self.size
        for x, y in points:
            size = rng.uniform(*radius)
            reach = int(np.ceil(size * 1.3))
            span = np.arange(-reach, reach + 1)
            dx, dy = np.meshgrid(span, span)
            turn = rng.uniform(0, TURN) if angle is None else angle
            cosine, sine = np.cos(turn), np.sin(turn)
            u = ((dx * cosine + dy * sine) / size).astype(np.float32)
            v = ((-dx * sine + dy * cosine) / size).astype(np.float32)
            alpha, height, colour = sprite(rng, u, v)
            where = np.ix_((int(y) + span) % n, (int(x) + span) % n)
            under = self.colour[where]
            if shadow:
                nearness = 1 - smoothstep(0.6, 1.3, np.sqrt(u * u + v * v))
                under = under * (1 - shadow * nearness * (1 - alpha))[..., None]
            self.colour[where] = under + (colour - under) * alpha[..., None]
            below = self.height[where]
            self.height[where] = below + (height + lift - below) * alpha
            if element:
                offset = self.offset[where]
                covered = alpha > 0.5
                offset[covered] = np.stack([-dy[covered], -dx[covered]], -1)
                self.offset[where] = offset

    def blades(self, rng, count, length, width, colour_at, direction, spread=0.9, curl=0.5, layers=8):
        """Paints thin curved blades in layers: grass, hair.

        length, width: (low, high) px. colour_at(x, y, t [k, m], layer 0..1) -> colours [k, m, 3] of blades rooted
        at x, y [k], at t from root 0 to tip 1. direction: radians [k] at x, y, a function of both.
        """
        n = self.size
        steps = int(length[1] * 1.4)
        t = np.linspace(0, 1, steps, dtype=np.float32)[None]
        for layer in range(layers):
            k = count // layers
            x0, y0 = rng.uniform(0, n, (2, k))
            size = rng.uniform(*length, k)
            angle = (direction(x0, y0) + rng.normal(0, spread, k))[:, None] + rng.normal(0, curl, k)[:, None] * t
            x = x0[:, None] + np.cumsum(np.cos(angle), 1) * (size[:, None] / steps)
            y = y0[:, None] + np.cumsum(np.sin(angle), 1) * (size[:, None] / steps)
            breadth = rng.uniform(*width, k)[:, None] * (1 - 0.75 * t)
            colours = colour_at(x0, y0, t.repeat(k, 0), layer / layers)
            for side in (-1.0, -0.5, 0.0, 0.5, 1.0):
                px = (x - np.sin(angle) * breadth * side * 0.9).astype(int) % n
                py = (y + np.cos(angle) * breadth * side * 0.9).astype(int) % n
                self.colour[py, px] = np.clip(colours * (1 + 0.14 * side), 0, 1)
                self.height[py, px] = layer * 0.5 + 3 * t - abs(side)
                self.offset[py, px, 0] = np.clip(y0[:, None] - y, -99, 99)
                self.offset[py, px, 1] = np.clip(x0[:, None] - x, -99, 99)
        self.colour = blur(self.colour, 0.5)
        self.height = blur(self.height, 0.6) * 0.5

    def texture(self, wholeness: float = 1.0) -> Texture:
        """The finished tile. wholeness: share of the way to an element's centre at which the stencil is looked up."""
        offset = self.offset if wholeness == 1 else (self.offset * wholeness).astype(np.int16)
        return Texture(np.clip(self.colour, 0, 1), self.height, offset)
