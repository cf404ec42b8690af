"""Food: pizza, cookies, fruit, honeycomb, coffee beans."""

import numpy as np
from scipy import ndimage

from .canvas import Canvas
from .cells import hexagonal_points, jittered_points, voronoi
from .patterns import TURN, blur, dome, mix, noise, ramp, rgb, rough_noise, smoothstep, vary
from .texture import Texture


def _pepperoni(rng, u, v):
    wobble = 1 + 0.03 * np.sin(5 * np.arctan2(v, u) + rng.uniform(0, TURN))
    d = np.sqrt(u * u + v * v) * wobble
    speckle = ndimage.gaussian_filter(rng.random(u.shape, dtype=np.float32), 1.3)
    colour = mix(vary(rng, "#c53a20", 0.05), "#e8744a", smoothstep(0.52, 0.62, speckle) * 0.8)
    colour = mix(colour, "#7d1c10", smoothstep(0.78, 0.97, d) * 0.75)
    colour = mix(colour, "#8e2414", smoothstep(0.56, 0.64, 1 - speckle) * 0.5)
    cup = 3.5 * np.sqrt(np.clip(1 - (d * 0.9) ** 4, 0, 1)) - 2.0 * (1 - smoothstep(0.3, 0.9, d))
    return 1 - smoothstep(0.94, 1.02, d), cup, colour


def _basil(rng, u, v):
    half_width = 0.52 * dome(u) * (1 - 0.25 * u) + 1e-3
    veins = np.exp(-((v / 0.05) ** 2)) + 0.5 * np.exp(-((np.sin(9 * (u - np.abs(v))) / 0.25) ** 2))
    colour = mix(vary(rng, "#3f8a2a", 0.1), "#86c05a", np.clip(veins, 0, 1) * 0.5)
    alpha = (1 - smoothstep(0.9, 1.05, np.abs(v) / half_width)) * (np.abs(u) < 1)
    return alpha, 3 * dome(v / half_width), colour


def _olive(rng, u, v):
    d = np.sqrt(u * u + v * v)
    alpha = (1 - smoothstep(0.9, 1.0, d)) * smoothstep(0.32, 0.42, d)
    return alpha, 4 * dome((d - 0.66) / 0.36), mix("#2a2430", "#4a4048", smoothstep(0.5, 0.9, d))


def _cheese_shred(rng, u, v):
    alpha = (1 - smoothstep(0.10, 0.16, np.abs(v + 0.25 * u * u - 0.1))) * (np.abs(u) < 0.95)
    return alpha, 1.5 * alpha, np.broadcast_to(vary(rng, "#fff0b0", 0.05), u.shape + (3,))


def pizza(rng, n, colour):
    melt, bubbles, toast = noise(rng, n, 2.6, 3, 60), noise(rng, n, 2.2, 8, 90), noise(rng, n, 2, 5, 40)
    cheese = ramp(melt, (0.1, "#f0b030"), (0.45, "#f8cf5c"), (0.7, "#ffe28a"), (1, "#fff0b8"))
    cheese = mix(cheese, vary(rng, "#c8401c"), smoothstep(0.62, 0.82, bubbles) * 0.85)
    cheese = mix(cheese, vary(rng, "#a8581c"), smoothstep(0.70, 0.85, toast) * 0.6)
    canvas = Canvas(n, cheese)
    canvas.height += 5 * melt + 2.5 * bubbles
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 2200, 2)), (10, 18), _cheese_shred, 0.15, element=False)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(66, 86), 0.32))
    canvas.scatter(rng, points[: int(len(points) * 0.85)], (19, 26), _pepperoni)
    points = rng.permutation(jittered_points(rng, n, 95, 0.6))
    canvas.scatter(rng, points[: len(points) * 2 // 3], (13, 20), _basil, 0.4)
    canvas.scatter(rng, points[len(points) * 2 // 3 :], (8, 10), _olive, 0.4, element=False)
    return canvas.texture(0.6)


def _chip(rng, u, v):
    d = np.sqrt(u * u + v * v) * (1 + 0.12 * np.sin(3 * np.arctan2(v, u) + rng.uniform(0, TURN)))
    colour = mix(vary(rng, "#5a3018", 0.08), "#2c140a", smoothstep(0.3, 1.0, d))
    return 1 - smoothstep(0.88, 1.02, d), 6 * dome(d * 0.97), colour


def cookies(rng, n, colour):
    rise, crumb = noise(rng, n, 2.4, 4, 50), noise(rng, n, 1.4, 14, 160)
    cracks = voronoi(rng, n, rng.uniform(38, 52), 0.5)
    wander = rough_noise(rng, n, 2.2, 6, 60) * 5
    depth = np.exp(-np.clip(cracks.border + wander, 0, None) / 2.2).astype(np.float32)
    depth *= smoothstep(0.45, 0.6, noise(rng, n, 2.4, 3, 12))
    tone = 0.55 * rise + 0.45 * crumb
    dough = ramp(tone, (0.1, "#b8742e"), (0.45, "#d89a4c"), (0.75, "#ecbc74"), (1, "#f6d498"))
    canvas = Canvas(n, mix(dough, "#8a4c1c", depth * 0.7))
    canvas.height += 6 * rise + 2.2 * crumb - 3.5 * depth
    points = rng.permutation(jittered_points(rng, n, rng.uniform(34, 44), 0.42))
    canvas.scatter(rng, points[: int(len(points) * 0.8)], (7, 13), _chip, 0.35, element=False)
    return Texture(canvas.colour, canvas.height)


def _strawberry(rng, u, v):
    along = np.clip((u + 0.95) / 1.95, 0, 1)
    half_width = 0.78 * np.sqrt(along + 1e-4) ** 0.7 * np.sqrt(np.clip(1 - along, 0, 1)) ** 0.75 * 1.55 + 1e-3
    inside = np.abs(u) < 1
    across = np.abs(v) / half_width
    body = (1 - smoothstep(0.92, 1.04, across)) * inside
    row = np.round(u / 0.24)
    seed = np.exp(-(((u - row * 0.24) / 0.07) ** 2 + (((v / 0.26 + 0.5 * (row % 2)) % 1 - 0.5) * 0.26 / 0.045) ** 2))
    red = mix(vary(rng, "#e0142a", 0.06), "#8c0814", smoothstep(0.45, 1.05, across) * 0.7)
    red = mix(red, "#ff5a50", np.clip(1 - across * 1.6, 0, 1) * 0.35)
    red = mix(red, "#ffd870", np.clip(seed, 0, 1) * 0.85)
    theta = np.arctan2(v, u - 0.82)
    leaf_reach = 0.2 + 0.26 * np.abs(np.cos(2.5 * theta)) ** 1.5
    leaf = 1 - smoothstep(0.85, 1.1, np.sqrt((u - 0.82) ** 2 + v * v) / leaf_reach)
    colour = mix(red, vary(rng, "#4c9a2c", 0.1), leaf)
    height = 12 * dome(np.clip(across, 0, 1)) ** 0.9 - 1.6 * seed + 3 * leaf
    return np.maximum(body, leaf), height, colour


def strawberries(rng, n, colour):
    canvas = Canvas(n, "#4a0810")
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 1500, 2)), (24, 30), _strawberry, 0.5, 0)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(36, 42), 0.28))
    canvas.scatter(rng, points, (25, 32), _strawberry, 0.5, 6)
    return canvas.texture(0.8)


CITRUS = {
    "orange": ("#f58a1c", "#ff9c1a", "#ffbc50"),
    "lemon": ("#f8d21c", "#fce14a", "#fff08c"),
    "lime": ("#3f9a28", "#a4d64c", "#d0f08c"),
    "grapefruit": ("#f09a3c", "#f0504a", "#ff8c7c"),
}


def oranges(rng, n, colour):
    peel, flesh, light = CITRUS[colour]

    def slice_of_citrus(rng, u, v):
        d, theta = np.sqrt(u * u + v * v), np.arctan2(v, u)
        wedges = int(rng.integers(9, 12))
        within = (theta * wedges / TURN) % 1.0
        from_membrane = np.minimum(within, 1 - within) * TURN / wedges * d
        membrane = 1 - smoothstep(0.012, 0.05, from_membrane)
        pulp = 0.5 + 0.5 * np.sin(theta * 46 + 7 * np.sin(d * 13 + theta * 5))
        body = mix(mix(vary(rng, flesh, 0.04), light, pulp * 0.45), flesh, smoothstep(0.3, 0.8, d) * 0.4)
        body = mix(body, "#fff4d8", np.clip(membrane + (1 - smoothstep(0.05, 0.12, d)), 0, 1) * 0.9)
        body = mix(body, "#fff6e0", smoothstep(0.79, 0.83, d))
        body = mix(body, vary(rng, peel, 0.05), smoothstep(0.88, 0.92, d))
        height = 2.0 * (1 - membrane) * (d < 0.8) + 1.2 * pulp * (d < 0.8) + 2.5 * dome((d - 0.92) / 0.1)
        return 1 - smoothstep(0.97, 1.01, d), height, body

    canvas = Canvas(n, rgb(peel) * 0.35)
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 2000, 2)), (34, 44), slice_of_citrus, 0.5, 2)
    points = rng.permutation(jittered_points(rng, n, rng.uniform(54, 64), 0.3))
    canvas.scatter(rng, points, (34, 44), slice_of_citrus, 0.55, 5)
    return canvas.texture(0.75)


def _watermelon_seed(rng, u, v):
    half_width = 0.5 * dome(u) * (1 - 0.35 * u) + 1e-3
    across = np.abs(v) / half_width
    colour = mix("#3a2018", "#0c0604", smoothstep(0.2, 1, across))
    return (1 - smoothstep(0.85, 1.05, across)) * (np.abs(u) < 1), 3.5 * dome(across), colour


def watermelon(rng, n, colour):
    soft, juicy = noise(rng, n, 2.6, 3, 30), noise(rng, n, 1.6, 16, 140)
    flesh = ramp(0.5 * soft + 0.5 * juicy, (0.1, "#c81c2c"), (0.5, "#f0404a"), (0.85, "#ff7470"), (1, "#ffa094"))
    canvas = Canvas(n, flesh)
    canvas.height += 1.5 * soft + 1.8 * juicy
    points = rng.permutation(jittered_points(rng, n, rng.uniform(34, 42), 0.4))
    canvas.scatter(rng, points[: int(len(points) * 0.8)], (7.5, 10), _watermelon_seed, 0.3, 0, element=False)
    return Texture(canvas.colour, canvas.height)


def honeycomb(rng, n, colour):
    spacing = rng.uniform(30, 42)
    comb = voronoi(rng, n, spacing, points=hexagonal_points(n, spacing))
    edge = comb.border / 2
    cell = smoothstep(1.8, 4.2, edge)
    full = rng.uniform(0, 1, comb.count).astype(np.float32)[comb.index]
    flow = noise(rng, n, 2.8, 2, 14)
    honey = ramp(0.55 * flow + 0.45 * full, (0.1, "#b05c04"), (0.5, "#e8930c"), (0.8, "#ffbc28"), (1, "#ffd860"))
    rim_glow = smoothstep(0.2, 1, comb.nearest / (spacing * 0.55))
    honey = mix(honey, "#8a4400", rim_glow * 0.55)
    glint = np.exp(
        -(((comb.offset[..., 1] - spacing * 0.14) / 3.2) ** 2 + ((comb.offset[..., 0] - spacing * 0.16) / 2.2) ** 2)
    )
    honey = mix(honey, "#fff4c8", glint * 0.85)
    wax = ramp(noise(rng, n, 1.6, 8, 120), (0.1, "#e0a02c"), (0.6, "#f8cc5c"), (1, "#ffe698"))
    height = np.where(cell > 0.5, 3 * dome(np.clip(comb.nearest / (spacing * 0.55), 0, 1)), 0) + 7 * (1 - cell)
    return Texture(mix(wax, honey, cell), blur(height.astype(np.float32), 0.8), comb.offset)


def _coffee_bean(rng, u, v):
    d = np.sqrt(u * u + (v / 0.7) ** 2)
    crease = np.exp(-(((v - 0.1 * np.sin(3.2 * u)) / 0.075) ** 2)) * (np.abs(u) < 0.9)
    crease = crease if rng.random() < 0.7 else crease * 0
    roast = vary(rng, "#6a3a1c", 0.14)
    colour = mix(mix(roast * 1.25, roast * 0.5, smoothstep(0.2, 1.0, d)), "#1c0c06", crease * 0.9)
    colour = colour * (0.92 + 0.16 * ndimage.gaussian_filter(rng.random(u.shape, dtype=np.float32), 1))[..., None]
    return 1 - smoothstep(0.93, 1.02, d), 8 * dome(d * 0.98) - 3.5 * crease, colour


def coffee(rng, n, colour):
    canvas = Canvas(n, "#1c0e08")
    canvas.scatter(rng, rng.uniform(0, n, (n * n // 500, 2)), (15, 19), _coffee_bean, 0.5, 0)
    points = rng.permutation(jittered_points(rng, n, 25, 0.35))
    canvas.scatter(rng, points, (15, 20), _coffee_bean, 0.55, 5)
    return canvas.texture(0.9)
