"""Plants: grass, flowers, leaves, wood."""

import numpy as np
from scipy import ndimage

from .canvas import Canvas
from .cells import jittered_points
from .patterns import TURN, dome, grid, mix, noise, ramp, rgb, rough_noise, smoothstep, vary
from .texture import Texture

GRASS = {
    "green": ("#1f4a12", "#3f8420", "#7cc03c", "#b8e070"),
    "fresh": ("#22601c", "#4fa030", "#92d850", "#d0f08c"),
    "dry": ("#5a4a1c", "#8f7a34", "#c0aa58", "#e6d894"),
}
ROSES = {
    "red": ("#b00c24", "#ff8090"),
    "pink": ("#e0608c", "#ffc0d4"),
    "white": ("#d8ccc0", "#fffaf0"),
    "yellow": ("#e0a010", "#ffe87a"),
    "purple": ("#7a34b0", "#d8a0f4"),
    "orange": ("#e0580c", "#ffb060"),
}
DAISIES = {
    "white": ("#fffcf4", "#ffc21c"),
    "yellow": ("#ffd83c", "#7a4210"),
    "pink": ("#ff9cc4", "#ffd84a"),
    "blue": ("#7c9cff", "#ffe070"),
}
LEAVES = {
    "autumn": ("#3a2410", "#d8541c", "#e8a020", "#b82c18", "#c87c24", "#f0c040"),
    "green": ("#143818", "#2f7a2c", "#58a83c", "#86c850", "#3f9050"),
}
WOOD = {
    "oak": ("#8a5a2c", "#b98548", "#d8ab70"),
    "dark": ("#3a2012", "#5c351c", "#7c4c2a"),
    "pine": ("#b98a50", "#d9b078", "#efd2a0"),
    "brown": ("#5e3517", "#8a5326", "#ad7440"),
    "grey": ("#5c5650", "#8a847c", "#aaa49a"),
}


def grass(rng, n, colour):
    shades = [rgb(shade) for shade in GRASS[colour]]
    patches, lean = noise(rng, n, 2.6, 2, 10), rng.uniform(0, TURN)

    def blade_colours(x, y, t, layer):
        patch = patches[y.astype(int), x.astype(int)][:, None]
        tone = 0.15 + 0.55 * t + 0.45 * (patch - 0.5) + rng.normal(0, 0.13, (len(x), 1)) + 0.25 * layer
        return np.stack([np.interp(tone, (0, 0.35, 0.7, 1), [shade[i] for shade in shades]) for i in range(3)], -1)

    canvas = Canvas(n, shades[0] * 0.6)
    canvas.blades(rng, n * n // 70, (12, 26), (1.4, 2.4), blade_colours, lambda x, y: lean)
    return canvas.texture(0.8)


def _leaf(shades):
    def sprite(rng, u, v):
        half_width = 0.45 * dome(u) * (1 - 0.3 * u) + 1e-3
        alpha = (1 - smoothstep(0.85, 1.05, np.abs(v) / half_width)) * (np.abs(u) < 1)
        shade = vary(rng, shades[int(rng.integers(len(shades)))], 0.1)
        veins = np.exp(-((v / 0.05) ** 2)) + 0.4 * np.exp(-((np.sin(10 * (u - np.abs(v))) / 0.25) ** 2))
        return alpha, 3 * dome(v / half_width), mix(shade, shade * 1.35, np.clip(veins, 0, 1) * 0.6)

    return sprite


def _bed_of_leaves(rng, n, shades=("#1f4a1c", "#3c7a2c", "#5a9c40")):
    canvas = Canvas(n, rgb(shades[0]) * 0.5)
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 500, 2)), (16, 26), _leaf(shades[1:]), 0.35)
    return canvas


def _rose(dark, light):
    rings = ((1.0, 5), (0.66, 4), (0.34, 3))

    def sprite(rng, u, v):
        d, theta = np.sqrt(u * u + v * v), np.arctan2(v, u)
        alpha = 1 - smoothstep(0.93, 1.0, d * (1 + 0.05 * np.sin(5 * theta + 1)))
        brightness, phase = rng.uniform(0.9, 1.1), rng.uniform(0, TURN)
        low, high = rgb(dark) * brightness, np.clip(rgb(light) * brightness, 0, 1)
        height, shade = np.zeros_like(u), np.zeros_like(u)
        for ring, (reach, petals) in enumerate(rings):  # from the outside in: each petal covers those before it
            for petal in range(petals):
                angle = phase + TURN * (petal + 0.5 * ring) / petals
                dx, dy = np.cos(angle), np.sin(angle)
                q = np.sqrt((u - dx * reach * 0.5) ** 2 + (v - dy * reach * 0.5) ** 2) / (reach * 0.52)
                rim = smoothstep(0.72, 0.98, q)
                outward = np.clip((dx * u + dy * v) / reach, -0.4, 1)
                shadow = 1 - 0.65 * np.exp(-(((q - 1) / 0.2) ** 2))
                shade = np.where(q < 1, 0.25 + 0.5 * outward + 0.35 * rim, shade * shadow)
                height = np.where(q < 1, ring * 2.2 + 2.5 * rim + 2 * outward, height)
        t = np.clip(shade, 0, 1)
        colour = mix(mix(low * 0.4, low, smoothstep(0, 0.5, t)), high, smoothstep(0.45, 1, t))
        return alpha, height * 0.6, colour

    return sprite


def _daisy(petal_colour, eye_colour):
    def sprite(rng, u, v):
        d, theta = np.sqrt(u * u + v * v), np.arctan2(v, u)
        within = (theta * int(rng.integers(9, 14)) / TURN) % 1.0
        roundness = 4 * within * (1 - within)
        alpha = 1 - smoothstep(0.93, 1.0, d / (0.72 + 0.28 * np.sqrt(roundness)))
        alpha *= np.where(d > 0.33, smoothstep(0.02, 0.2, roundness * (0.3 + d)), 1)
        eye = 1 - smoothstep(0.27, 0.32, d)
        petal = vary(rng, petal_colour, 0.03)
        colour = mix(petal * 0.72, petal, np.clip(roundness * 0.8 + 0.25 * d, 0, 1))
        dots = ndimage.gaussian_filter(rng.random(u.shape, dtype=np.float32), 0.9)
        centre = vary(rng, eye_colour, 0.05)
        colour = mix(colour, mix(centre * 0.7, centre, smoothstep(0.4, 0.6, dots)), eye)
        height = np.where(eye > 0.5, 5 * dome(d / 0.33) + 1, 1.8 * np.sqrt(roundness) * (1.2 - d))
        return alpha, height, colour

    return sprite


def roses(rng, n, colour):
    canvas = _bed_of_leaves(rng, n)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(38, 48), 0.3))
    canvas.scatter(rng, points, (24, 32), _rose(*ROSES[colour]), 0.5, lift=6)
    return canvas.texture()


def daisies(rng, n, colour):
    canvas = _bed_of_leaves(rng, n)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(30, 38), 0.35))
    canvas.scatter(rng, points, (18, 27), _daisy(*DAISIES[colour]), 0.5, lift=6)
    return canvas.texture()


def leaves(rng, n, colour):
    canvas = _bed_of_leaves(rng, n, LEAVES[colour])
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 480, 2)), (20, 32), _leaf(LEAVES[colour][1:]), 0.45, lift=3)
    return canvas.texture(0.8)


def wood(rng, n, colour):
    dark, middle, light = WOOD[colour]
    x, y = grid(n)
    planks = int(rng.integers(4, 8))
    breadth = n / planks
    plank = np.minimum((y // breadth).astype(int), planks - 1)
    shift = rng.uniform(0, n, planks)[plank]
    wave = 4 * rough_noise(rng, n, 2.6, 1, 14, (1, 0.35)) + 0.7 * rough_noise(rng, n, 2, 2, 60, (1, 0.12))
    wave = wave[y.astype(int), ((x + shift) % n).astype(int)]
    rings = 0.5 + 0.5 * np.sin((y % breadth) / breadth * rng.uniform(8, 16) + wave + shift)
    fibre = noise(rng, n, 1.0, 6, 200, (1, 0.06))
    tones = ramp(0.62 * rings + 0.38 * fibre, (0.1, dark), (0.5, middle), (0.95, light))
    tones *= (1 + rng.normal(0, 0.07, planks)[plank])[..., None]
    seam = 1 - smoothstep(0.5, 2.5, np.minimum(y % breadth, breadth - y % breadth))
    tones = (tones * (1 - 0.65 * seam[..., None])).astype(np.float32)
    return Texture(np.clip(tones, 0, 1), (-3 * seam + 1.2 * fibre + 0.6 * rings).astype(np.float32))
