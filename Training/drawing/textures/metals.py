"""Metals and gems. Bare metals get their colour from a mirrored environment when they are lit."""

import numpy as np

from .canvas import Canvas
from .cells import hexagonal_points, jittered_points, voronoi
from .patterns import TURN, dome, grain, mix, noise, ramp, smoothstep, vary
from .texture import Texture


def _bare_metal(tint):
    def texture(rng, n, colour):
        waves, brushed = noise(rng, n, 3.0, 2, 14), noise(rng, n, 1.2, 20, 200)
        tones = np.broadcast_to(vary(rng, tint, 0.03), (n, n, 3)) * (0.92 + 0.16 * brushed[..., None])
        height = waves * rng.uniform(4, 16) + 0.35 * brushed
        if rng.random() < 0.3:  # hammered
            height = height * 0.4 + 0.012 * voronoi(rng, n, rng.uniform(22, 34)).nearest ** 2
        return Texture(np.clip(tones, 0, 1).astype(np.float32), height.astype(np.float32))

    return texture


gold = _bare_metal("#ffc850")
silver = _bare_metal("#e4e8ee")
copper = _bare_metal("#f29a6a")


def rust(rng, n, colour):
    patches, flakes, dust = noise(rng, n, 2.4, 2, 40), noise(rng, n, 1.8, 8, 120), grain(rng, n, 0.8)
    tone = 0.5 * patches + 0.4 * flakes + 0.07 * dust
    tones = ramp(tone, (0.15, "#3a1c12"), (0.35, "#7a3416"), (0.5, "#a84c1c"), (0.65, "#cc6e2a"), (0.85, "#e09a50"))
    steel = smoothstep(0.60, 0.68, noise(rng, n, 2.2, 2, 40))
    tones = mix(tones, ramp(flakes, (0, "#4c5258"), (1, "#8c949c")), steel * 0.9)
    return Texture(tones, (2.5 * flakes * (1 - 0.6 * steel) + 0.8 * dust - 2.2 * steel).astype(np.float32))


def _brilliant(rng, u, v):
    """A round cut stone seen from above: a table, a ring of star facets, a ring of kites."""
    d, theta = np.sqrt(u * u + v * v), np.arctan2(v, u)
    ring = (d > 0.42).astype(int) + (d > 0.72).astype(int)
    sectors = np.array([8, 16, 16])[ring]
    sector = np.floor((theta / TURN + 0.5) * sectors + 0.5 * ring).astype(int) % sectors
    flash = rng.random((3, 16)).astype(np.float32) ** 1.4
    hue = rng.uniform(-1, 1, (3, 16, 3)).astype(np.float32)
    light = flash[ring, sector]
    colour = ramp(light, (0, "#1c3050"), (0.2, "#5a84b4"), (0.5, "#bcdcf8"), (0.75, "#ffffff"), (1, "#ffffff"))
    colour = np.clip(colour * (1 + 0.12 * hue[ring, sector]), 0, 1)
    turned = (theta * sectors / TURN + 0.5 * ring) % 1
    seam = np.exp(-((np.minimum(turned, 1 - turned) * d * TURN / sectors / 0.02) ** 2))
    colour = mix(colour, "#ffffff", np.clip(0.35 * seam, 0, 1))
    height = np.where(ring == 0, 5, 5 - 7 * (d - 0.42)) + 0.8 * light
    return 1 - smoothstep(0.96, 1.02, d), height.astype(np.float32), colour


def diamonds(rng, n, colour):
    canvas = Canvas(n, "#1c2c44")
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 700, 2)), (12, 19), _brilliant, 0.5, 0)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(25, 31), 0.3))
    canvas.scatter(rng, points, (14, 20), _brilliant, 0.55, 4)
    return canvas.texture()


def _pearl(rng, u, v):
    d = np.sqrt(u * u + v * v)
    body = ramp(d, (0, "#fffaf2"), (0.55, "#f4e6dc"), (0.85, "#d4bcb4"), (0.95, "#e8d4d0"), (1, "#c0a8a4"))
    sheen = np.exp(-((((u * 0.6 + v * 0.8) - 0.35) / 0.25) ** 2))
    tint = vary(rng, ("#ffd8e4", "#d8ecff", "#fff0c8")[int(rng.integers(3))], 0.02)
    return 1 - smoothstep(0.94, 1.02, d), 12 * dome(d * 0.98), mix(body, tint, sheen * 0.5)


def pearls(rng, n, colour):
    canvas = Canvas(n, "#6a5450")
    spacing = rng.uniform(22, 32)
    points = hexagonal_points(n, spacing) + rng.normal(0, spacing * 0.05, (1, 2))
    points = points + rng.normal(0, spacing * 0.06, points.shape)
    canvas.scatter(rng, rng.permutation(points), (spacing * 0.48, spacing * 0.55), _pearl, 0.55, 3)
    return canvas.texture()
