"""Sweets: chocolate, doughnut icing, candy."""

import numpy as np

from .canvas import Canvas
from .cells import jittered_points
from .patterns import dome, grid, mix, noise, rough_noise, smoothstep, vary, warp
from .texture import Texture

CHOCOLATE = {"dark": ("#2a140c", "#4c281a"), "milk": ("#6a3a22", "#96603c"), "white": ("#e0cca0", "#fff2d4")}
CANDY = ("#ff3f5c", "#ff9c14", "#ffe03a", "#4cd04c", "#2cacff", "#a85cff", "#ff76be", "#fffaf4")
ICING = {
    "pink": ("#f48cb4", "#ffb4d0"),
    "chocolate": ("#4a2616", "#6e3e26"),
    "white": ("#f0e8e0", "#fffdf8"),
    "blue": ("#78c4ec", "#a8e0fa"),
}


def chocolate(rng, n, colour):
    low, high = CHOCOLATE[colour]
    x, y = grid(n)
    soft = noise(rng, n, 3, 2, 16)
    if rng.random() < 0.6:  # a bar's squares
        pitch = n / int(rng.integers(7, 10))
        edge = np.minimum(np.minimum(x % pitch, pitch - x % pitch), np.minimum(y % pitch, pitch - y % pitch))
        height = 9 * smoothstep(1.0, 11, edge) + 2 * soft
    else:  # stirred
        flow = warp(rough_noise(rng, n, 3, 2, 10), 18 * rough_noise(rng, n, 3, 1, 8), 18 * rough_noise(rng, n, 3, 1, 8))
        height = 7 * (0.5 + 0.5 * np.sin(flow * 5)) + 3 * soft
    tone = smoothstep(0, 1, 0.5 * soft + 0.05 * height)
    return Texture(mix(low, high, tone), height.astype(np.float32))


def donut(rng, n, colour):
    low, high = ICING[colour]
    sprinkle_colours = CANDY

    def sprinkle(rng, u, v):
        d = np.sqrt(np.clip(np.abs(u) - 0.7, 0, None) ** 2 + v * v) / 0.27
        shade = vary(rng, sprinkle_colours[int(rng.integers(len(sprinkle_colours)))], 0.03)
        colour = shade * (0.75 + 0.25 * dome(np.clip(d, 0, 1)))[..., None]
        return 1 - smoothstep(0.85, 1.1, d), 4 * dome(d * 0.97), colour

    soft = noise(rng, n, 3, 1.5, 8)
    canvas = Canvas(n, mix(low, high, soft))
    canvas.height += 7 * soft
    points = jittered_points(rng, n, rng.uniform(17, 22), 0.48)
    canvas.scatter(rng, points, (8, 10.5), sprinkle, 0.25, 3, element=False)
    return Texture(canvas.colour, canvas.height)


def candy(rng, n, colour):
    beans = rng.random() < 0.45

    def sweet(rng, u, v):
        d = np.sqrt(u * u + (v / 0.68 + 0.25 * u * u - 0.1) ** 2) if beans else np.sqrt(u * u + v * v)
        shade = vary(rng, CANDY[int(rng.integers(len(CANDY)))], 0.03)
        colour = shade * (0.72 + 0.28 * (1 - np.clip(d, 0, 1)[..., None] ** 2))
        return 1 - smoothstep(0.93, 1.02, d), 11 * dome(d * 0.97), colour

    radius = 18 if beans else 15
    ground = vary(rng, ("#ff9cc8", "#8ce0ff", "#fff0d0", "#c8a0ff")[int(rng.integers(4))]) * 0.55
    canvas = Canvas(n, ground)
    sizes = (0.85 * radius, 1.1 * radius)
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 700, 2)), sizes, sweet, 0.5)
    points = rng.permutation(jittered_points(rng, n, radius * 1.7, 0.25))
    canvas.scatter(rng, points, sizes, sweet, 0.5, lift=6)
    return canvas.texture()
