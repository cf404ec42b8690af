"""Stone and earth: marble, bricks, stones, concrete, sand, soil, lava."""

import numpy as np

from .canvas import Canvas
from .cells import voronoi
from .patterns import TURN, blur, dome, grain, grid, mix, noise, ramp, rgb, rough_noise, smoothstep, vary, warp
from .texture import Texture

MARBLE = {
    "white": ("#eceae6", "#ffffff", "#83868e"),
    "black": ("#101013", "#26262b", "#d8d2c4"),
    "green": ("#0f3a2c", "#1d5a44", "#bfe0cc"),
    "pink": ("#eac4c0", "#f8e2de", "#a06a6c"),
}
BRICKS = {
    "red": ("#a8452e", "#c8c0b4"),
    "white": ("#e4e0da", "#a8a49c"),
    "brown": ("#7c4c34", "#b0a494"),
    "grey": ("#84868a", "#54565a"),
}
STONES = {"grey": ("#6a6c70", "#9a9ca0", "#84827c"), "brown": ("#7a6450", "#a08868", "#5e5044")}
SAND = {"golden": ("#b88a4c", "#ecc890"), "white": ("#cfc4ac", "#f6eedc")}


def marble(rng, n, colour):
    low, high, vein_colour = MARBLE[colour]
    dx, dy = rough_noise(rng, n, 3, 1, 30), rough_noise(rng, n, 3, 1, 30)
    main = np.abs(warp(rough_noise(rng, n, 3.0, 1.5, 20, (0.6, 1.2)), dx * 14, dy * 14))
    fine = np.abs(warp(rough_noise(rng, n, 2.8, 3, 30), dy * 10, dx * 10))
    veins = np.exp(-main / 0.1) + 0.4 * np.exp(-fine / 0.04)
    veins = np.clip(veins * (0.55 + 0.8 * noise(rng, n, 2.5, 2, 10)) + 0.22 * np.exp(-main / 0.3), 0, 1)
    cloud = noise(rng, n, 2.6, 2, 30)
    return Texture(mix(mix(low, high, cloud), vein_colour, veins * 0.9), 0.3 * cloud)


def bricks(rng, n, colour):
    face, mortar = BRICKS[colour]
    x, y = grid(n)
    rows = int(rng.integers(6, 9)) * 2
    height, width = n / rows, n / round(n / (n / rows * 2.2))
    row = (y // height).astype(int)
    x = (x + (row % 2) * width / 2) % n
    column = (x // width).astype(int)
    edge = np.minimum(np.minimum(y % height, height - y % height), np.minimum(x % width, width - x % width))
    edge = edge + rough_noise(rng, n, 2.2, 10, 90) * 0.7
    own = rng.uniform(-1, 1, (n, n)).astype(np.float32)[row, column]
    rough = noise(rng, n, 1.6, 6, 160)
    brick = rgb(face) * (1 + 0.2 * own[..., None]) * (0.75 + 0.45 * rough[..., None])
    brick[..., 0] += 0.05 * own
    joint = rgb(mortar) * (0.7 + 0.4 * rough[..., None])
    tones = mix(joint, np.clip(brick, 0, 1), smoothstep(1.6, 3.2, edge))
    return Texture(
        np.clip(tones, 0, 1), (4.5 * smoothstep(1.0, 5.0, edge) + 1.8 * rough + 0.6 * own).astype(np.float32)
    )


def stones(rng, n, colour):
    cells = voronoi(rng, n, rng.uniform(32, 48), 0.42)
    wobble = rough_noise(rng, n, 2.2, 8, 60) * 1.5
    border = warp(cells.border, wobble, wobble.T)
    shades = np.array([rgb(shade) for shade in STONES[colour]])[rng.integers(0, 3, cells.count)]
    shades = (shades * rng.uniform(0.8, 1.2, (cells.count, 1))).astype(np.float32)[cells.index]
    rough = noise(rng, n, 1.8, 6, 160)
    grit = (0.7 + 0.5 * rough)[..., None]
    tones = mix(rgb("#2a2620") * grit, shades * grit, smoothstep(2.5, 6, border))
    height = 10 * np.sqrt(smoothstep(0, 22, border)) + 1.5 * rough
    return Texture(np.clip(tones, 0, 1), height.astype(np.float32), cells.offset)


def concrete(rng, n, colour):
    stain, rough, dust = noise(rng, n, 2.6, 1, 12), noise(rng, n, 1.4, 8, 160), grain(rng, n, 0.7)
    tones = ramp(0.5 * stain + 0.35 * rough + 0.06 * dust, (0.1, "#6a6a6a"), (0.5, "#98989a"), (0.9, "#c0bfbc"))
    pores = np.zeros((n, n), np.float32)
    points = rng.integers(0, n, (2, n * n // 1400))
    pores[points[0], points[1]] = rng.uniform(0.2, 1, points.shape[1])
    pores = np.clip(blur(pores, 1.5) * 16, 0, 1)
    return Texture(tones * (1 - 0.5 * pores[..., None]), (1.6 * rough + 0.6 * dust - 3.5 * pores).astype(np.float32))


def sand(rng, n, colour):
    low, high = SAND[colour]
    _, y = grid(n)
    ripples = np.sin(y * TURN * int(rng.integers(7, 14)) / n).astype(np.float32)
    ripples = warp(ripples, 8 * rough_noise(rng, n, 3, 1, 8), 14 * rough_noise(rng, n, 3.2, 1, 6))
    grains = grain(rng, n, 0.7)
    tones = mix(low, high, np.clip(0.55 + 0.25 * ripples + 0.35 * grains, 0, 1))
    return Texture(tones, (3.2 * ripples + 1.2 * grains).astype(np.float32))


def soil(rng, n, colour):
    def clod(rng, u, v):
        theta = np.arctan2(v, u)
        d = np.sqrt(u * u + v * v) * (1 + 0.2 * np.sin(3 * theta + rng.uniform(0, 6)) + 0.1 * np.sin(7 * theta))
        shade = vary(rng, ("#4a3020", "#5e3e28", "#38241a", "#6e4c32")[int(rng.integers(4))], 0.1)
        return 1 - smoothstep(0.8, 1.02, d), 5 * dome(d * 0.97), np.broadcast_to(shade, u.shape + (3,))

    rough = noise(rng, n, 1.4, 10, 200)
    canvas = Canvas(n, mix("#24160e", "#5c3c28", rough))
    canvas.height += 3 * rough
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 90, 2)), (3, 6), clod, 0.3, 1)
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 700, 2)), (6, 13), clod, 0.4, 2)
    dust = noise(rng, n, 1.2, 30, 250)
    canvas.colour *= (0.75 + 0.5 * dust)[..., None]
    canvas.height += 1.5 * dust
    return canvas.texture()


def lava(rng, n, colour):
    cells = voronoi(rng, n, rng.uniform(44, 74), 0.5)
    crust = rough_noise(rng, n, 2.2, 6, 80)
    border = warp(cells.border, rough_noise(rng, n, 2.6, 3, 40) * 7, rough_noise(rng, n, 2.6, 3, 40) * 7) + 2.5 * crust
    heat = np.exp(-np.clip(border - 3, 0, None) / rng.uniform(8, 13))
    heat = np.clip(heat + 0.35 * smoothstep(0.5, 0.9, noise(rng, n, 2.5, 4, 40)), 0, 1)
    tones = ramp(
        heat, (0, "#1c1210"), (0.2, "#3a1610"), (0.32, "#b42006"), (0.52, "#ff5a0a"), (0.8, "#ffb020"), (1, "#ffe680")
    )
    tones = tones * (0.85 + 0.3 * noise(rng, n, 1.4, 10, 200)[..., None])
    height = 6 * smoothstep(0, 14, border) + 2.0 * crust * (1 - heat)
    return Texture(np.clip(tones, 0, 1), height.astype(np.float32))
