"""Water, ice, snow, sky and light."""

import numpy as np

from .cells import voronoi
from .patterns import blur, fill, mix, noise, ramp, rgb, rough_noise, smoothstep, vary, warp
from .texture import Texture

WATER = {
    "blue": ("#0a4a86", "#1c86c0", "#7fd4f0"),
    "turquoise": ("#067a86", "#1fb8b8", "#a0f0e4"),
    "deep": ("#05264e", "#0d4f86", "#4aa0d0"),
}
SKY = {"blue": ("#2c74c8", "#7cb8f0", "#ffffff"), "sunset": ("#5c3c8c", "#f08c5c", "#ffe4c0")}
GALAXY = {"purple": ("#5a1c9c", "#ff5cc8"), "blue": ("#143ca0", "#4cc8ff"), "teal": ("#0c5c70", "#5cffd0")}
NEON = {
    "pink": "#ff2fa0",
    "blue": "#2f8cff",
    "green": "#39ff6a",
    "purple": "#b03cff",
    "orange": "#ff7a1c",
    "cyan": "#20f0ff",
    "red": "#ff2a3a",
}


def _caustics(rng, n, width, dx, dy):
    border = voronoi(rng, n, rng.uniform(34, 60)).border
    return warp(np.exp(-((border / width) ** 1.2)).astype(np.float32), dx, dy)


def water(rng, n, colour):
    dark, body, light = WATER[colour]
    dx, dy = rough_noise(rng, n, 3, 2, 18) * 12, rough_noise(rng, n, 3, 2, 18) * 12
    net = np.maximum(0.8 * _caustics(rng, n, 4.5, dx, dy), 0.65 * _caustics(rng, n, 4, dy, dx))
    tones = ramp(noise(rng, n, 3, 1, 8), (0.1, dark), (0.6, body), (1, body))
    tones = mix(tones, light, np.clip(blur(net, 1.0) * 0.85 + 0.25 * blur(net, 6), 0, 1))
    return Texture(tones, rough_noise(rng, n, 3.0, 4, 22) * 3.0)


def ice(rng, n, colour):
    soft = noise(rng, n, 2.8, 2, 30)
    dx = rough_noise(rng, n, 2.6, 3, 30) * 6
    dy = np.ascontiguousarray(dx.T)
    large, small = voronoi(rng, n, rng.uniform(70, 120), 0.5), voronoi(rng, n, rng.uniform(26, 40), 0.5)
    cracks = warp(np.exp(-large.border / 2.6), dx, dy)
    hairlines = warp(np.exp(-small.border / 1.0), dy, dx)
    facets = warp(rng.uniform(0, 1, large.count).astype(np.float32)[large.index], dx, dy)
    tone = 0.6 * soft + 0.25 * facets + 0.15 * noise(rng, n, 1.5, 10, 120)
    tones = ramp(tone, (0.1, "#3a98d8"), (0.45, "#7cc8f0"), (0.75, "#c0eafc"), (1, "#ffffff"))
    tones = mix(tones, "#ffffff", np.clip(0.95 * cracks + 0.35 * hairlines, 0, 1))
    return Texture(tones, (5 * soft + 3 * facets + 1.5 * cracks).astype(np.float32))


def snow(rng, n, colour):
    drift, sparkle = noise(rng, n, 3, 1.5, 20), noise(rng, n, 1.0, 20, 200)
    tones = ramp(0.8 * drift + 0.2 * sparkle, (0, "#bcd4f0"), (0.5, "#e6f0fc"), (1, "#ffffff"))
    return Texture(tones, 9 * drift + 1.0 * sparkle)


def clouds(rng, n, colour):
    top, bottom, white = SKY[colour]
    large, fine = noise(rng, n, 3.0, 1.5, 60), noise(rng, n, 2.2, 4, 120)
    cover = smoothstep(0.42, 0.85, 0.75 * large + 0.3 * fine)
    sky = mix(top, bottom, noise(rng, n, 3, 1, 3))
    tones = mix(sky, rgb(white) * (0.82 + 0.18 * fine[..., None]), cover)
    return Texture(tones, (3.5 * blur(cover, 4) + 0.5 * fine * cover).astype(np.float32))


def galaxy(rng, n, colour):
    deep, glow = GALAXY[colour]
    a, b, dust = noise(rng, n, 3.0, 1, 60), noise(rng, n, 2.8, 1.5, 60), noise(rng, n, 2.4, 2, 90)
    tones = mix("#060516", deep, smoothstep(0.35, 0.85, a))
    tones = mix(tones, glow, smoothstep(0.5, 0.95, 0.5 * a + 0.55 * b) * 0.85) * (0.55 + 0.7 * dust[..., None])
    tones = mix(tones, "#fff0ff", smoothstep(0.66, 0.95, 0.5 * a + 0.5 * b) * 0.6)
    stars = np.zeros((n, n), np.float32)
    for area, sigma, gain in ((260, 0.55, 2.2), (2600, 1.0, 10), (14000, 2.0, 40)):
        layer = np.zeros((n, n), np.float32)
        points = rng.integers(0, n, (2, n * n // area))
        layer[points[0], points[1]] = rng.uniform(0.3, 1, points.shape[1])
        stars += blur(layer, sigma) * gain
    tones = tones + np.clip(stars, 0, 1.2)[..., None] * np.array([1, 0.96, 1], np.float32)
    return Texture(np.clip(tones, 0, 1), np.zeros((n, n), np.float32))


def fire(rng, n, colour):
    dx, dy = rough_noise(rng, n, 2.8, 3, 24) * 10, rough_noise(rng, n, 2.8, 3, 24) * 12
    tongues = warp(rough_noise(rng, n, 2.8, 2, 40, (0.7, 1.8)), dx, dy)
    edges = np.exp(-np.abs(tongues) / 0.22)
    heat = 0.42 + 0.24 * smoothstep(-1.2, 1.2, tongues) + 0.36 * edges + 0.5 * (noise(rng, n, 2.6, 2, 10) - 0.5)
    tones = ramp(
        np.clip(heat, 0, 1),
        (0.1, "#8c1802"),
        (0.3, "#d83402"),
        (0.48, "#fa6a08"),
        (0.68, "#ffab1c"),
        (0.88, "#ffe470"),
        (1, "#fffbe0"),
    )
    return Texture(tones, np.zeros((n, n), np.float32))


def neon(rng, n, colour):
    """The colour of the light alone: tubes are drawn from the stencil's distances."""
    return Texture(fill(vary(rng, NEON[colour], 0.02), n), np.zeros((n, n), np.float32))
