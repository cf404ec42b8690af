"""Cloth and skins: denim, wool, fur, silk, leather."""

import numpy as np

from .canvas import Canvas
from .cells import voronoi
from .patterns import TURN, blur, dome, grid, mix, noise, rgb, rough_noise, smoothstep, vary, warp
from .texture import Texture

DENIM = {"blue": "#34588c", "dark": "#1c3050", "light": "#7c9cc4", "black": "#2c2e34"}
WOOL = {
    "red": "#c02434",
    "cream": "#e8dcc0",
    "green": "#3c7a4c",
    "blue": "#3c64b0",
    "grey": "#8c8e94",
    "pink": "#f098b4",
}
SILK = {
    "red": "#b8101c",
    "blue": "#1c3ca8",
    "black": "#1c1c22",
    "white": "#ece8e4",
    "purple": "#6a249c",
    "emerald": "#047a58",
}
LEATHER = {"brown": "#6a3c20", "black": "#242224", "red": "#8c1c1c", "tan": "#b8824c"}
PLAIN_FUR = {"white": ("#c8c0b8", "#fffdfa"), "brown": ("#4a2c18", "#a87850"), "pink": ("#d8508c", "#ffb0d4")}


def denim(rng, n, colour):
    x, y = grid(n)
    period = n / round(n / 6.4)
    twill = 0.5 + 0.5 * np.sin(TURN * ((x + y) / period) + rough_noise(rng, n, 1.5, 10, 120) * 0.3)
    thread = noise(rng, n, 0.6, 30, 300, (0.12, 1))
    wear = np.clip(0.55 * twill + 0.35 * thread + 0.35 * (noise(rng, n, 2.6, 1, 12) - 0.5), 0, 1)
    tones = mix(rgb(DENIM[colour]) * 0.55, np.clip(rgb(DENIM[colour]) * 1.35 + 0.12, 0, 1), wear)
    return Texture(tones, (1.4 * twill + 0.8 * thread).astype(np.float32))


def wool(rng, n, colour):
    columns = int(rng.integers(20, 28))
    width = n / columns
    rows = round(n / (width * 0.82))
    height = n / rows
    x, y = grid(n)
    x = x + rough_noise(rng, n, 2.6, 2, 16) * 1.2
    y = y + rough_noise(rng, n, 2.6, 2, 16) * 1.2
    across = (x / width) % 1 - 0.5  # each column of stitches is a chain of Vs: two legs that lean outwards
    leg = 4 * np.abs(np.abs(across) - 0.25)
    along = (y / height - 1.3 * np.abs(across)) % 1
    stitch = dome(leg) ** 0.8 * np.sqrt(np.clip(np.sin(np.pi * along), 0, 1) * 0.85 + 0.15)
    fibre = noise(rng, n, 0.8, 30, 256)
    strands = 0.5 + 0.5 * np.sin(TURN * (3 * along + 2.4 * np.abs(across)))
    shade = vary(rng, WOOL[colour], 0.05)
    tone = np.clip(stitch * 0.75 + 0.14 * strands + 0.3 * (fibre - 0.5), 0, 1)
    tones = mix(shade * 0.35, np.clip(shade * 1.15 + 0.04, 0, 1), tone)
    return Texture(tones, (6 * stitch + 0.9 * strands + 1.2 * fibre).astype(np.float32))


def _leopard(rng, n):
    cells = voronoi(rng, n, 44, 0.5)
    bend = rough_noise(rng, n, 2.4, 5, 40) * 5
    radius = warp(cells.nearest, bend, bend.T)
    ring = np.exp(-(((radius - 14) / 3.6) ** 2)) * smoothstep(0.32, 0.5, noise(rng, n, 2, 10, 40))
    tones = mix("#e0a85c", "#b06c2c", np.exp(-((radius / 9) ** 2)))
    return mix(tones, "#20140c", np.clip(ring * 1.2, 0, 1))


def _tiger(rng, n):
    _, y = grid(n)
    bend = rough_noise(rng, n, 2.8, 2, 14)
    stripes = np.sin(TURN * 8 * y / n + 2.2 * bend) + 0.8 * rough_noise(rng, n, 2.4, 3, 20, (0.6, 1))
    return mix("#e88424", "#1c120c", smoothstep(0.45, 0.85, stripes))


def fur(rng, n, colour):
    if colour in PLAIN_FUR:
        coat = mix(*PLAIN_FUR[colour], noise(rng, n, 2.4, 3, 20))
    else:
        coat = _leopard(rng, n) if colour == "leopard" else _tiger(rng, n)
    lean, sway = rng.uniform(0, TURN), noise(rng, n, 3, 1, 5)

    def hair_colours(x, y, t, layer):
        base = coat[y.astype(int), x.astype(int)][:, None]
        light = 0.62 + 0.3 * t + 0.1 * layer + rng.normal(0, 0.1, (len(x), 1))
        return np.clip(base * light[..., None], 0, 1)

    def direction(x, y):
        return lean + 2.4 * (sway[y.astype(int), x.astype(int)] - 0.5)

    canvas = Canvas(n, coat * 0.5)
    canvas.blades(rng, n * n // 40, (12, 24), (0.7, 1.3), hair_colours, direction, spread=0.22, curl=0.3)
    return canvas.texture(0.8)


def silk(rng, n, colour):
    x, y = grid(n)
    bend = rough_noise(rng, n, 3.2, 1, 6)
    lines = int(rng.integers(4, 8)), int(rng.integers(1, 5))
    phase = TURN * (x * lines[0] + y * lines[1]) / n
    folds = np.sin(phase + 2.6 * bend) + 0.45 * np.sin(2 * phase + 3.4 * rough_noise(rng, n, 3.2, 1, 6) + 1)
    weave = noise(rng, n, 0.5, 60, 256, (1, 0.2))
    shade = vary(rng, SILK[colour], 0.04)
    tone = np.clip(0.5 + 0.28 * folds + 0.06 * (weave - 0.5), 0, 1)
    tones = mix(shade * 0.55, np.clip(shade * 1.3 + 0.06, 0, 1), tone)
    return Texture(tones, (11 * folds + 0.15 * weave).astype(np.float32))


def leather(rng, n, colour):
    cells = voronoi(rng, n, rng.uniform(8, 12), 0.5)
    bend = rough_noise(rng, n, 2.2, 8, 80) * 2
    pebbles = blur(smoothstep(0.0, 6.0, warp(cells.border, bend, bend.T)), 0.8)
    creases = np.exp(-np.abs(rough_noise(rng, n, 2.8, 2, 14)) / 0.03)
    patina = noise(rng, n, 2.6, 1, 14)
    shade = vary(rng, LEATHER[colour], 0.05)
    tone = np.clip(0.22 * pebbles + 0.9 * (patina - 0.1) - 0.2 * creases, 0, 1)
    tones = mix(shade * 0.55, np.clip(shade * 1.3 + 0.03, 0, 1), tone)
    return Texture(tones, (2.2 * pebbles - 1.2 * creases).astype(np.float32))
