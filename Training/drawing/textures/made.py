"""Things people make: balloons, plastic bricks, circuit boards, stained glass, paper."""

import numpy as np
from PIL import Image, ImageDraw

from .cells import voronoi
from .patterns import blur, dome, grid, mix, noise, rgb, rough_noise, smoothstep, vary
from .texture import Texture

BALLOONS = {
    "red": "#e0202c",
    "pink": "#ff7cb4",
    "blue": "#2c74f0",
    "gold": "#f0bc3c",
    "silver": "#d4d8e0",
    "green": "#2cb45c",
}
BLOCKS = {
    "red": ("#d01c1c",),
    "blue": ("#1458c4",),
    "yellow": ("#fcca10",),
    "green": ("#20963c",),
    "colorful": ("#d01c1c", "#1458c4", "#fcca10", "#20963c", "#f47c18", "#f4f4f0"),
}
BOARD = {"green": ("#0a5230", "#3cb46c"), "blue": ("#0c3070", "#4c8ce4"), "black": ("#14181c", "#6c7a88")}
GLASS = {
    "colorful": ("#d0202c", "#1c54c8", "#f4b81c", "#1c9c54", "#8c34b4", "#f07c28", "#34b4d0", "#f0e4b4"),
    "blue": ("#123c9c", "#2c7ce0", "#5cb8f4", "#a4e0fc", "#1c2c74", "#3ca4b8"),
    "warm": ("#c8202c", "#f0682c", "#f8b02c", "#fce08c", "#a0141c", "#e0447c"),
}
PAPER = {
    "white": "#f2efe8",
    "cream": "#ecdfc0",
    "black": "#1c1c20",
    "grey": "#9a9a9a",
    "blue": "#2c5c9c",
    "red": "#b0202c",
    "green": "#2c7c50",
    "pink": "#f4b4c8",
    "yellow": "#f4cc3c",
    "purple": "#6c3c9c",
    "orange": "#f08030",
    "teal": "#1c8c8c",
}


def balloons(rng, n, colour):
    shade = vary(rng, BALLOONS[colour], 0.03)
    soft = noise(rng, n, 3, 1, 6)
    tones = shade * (0.94 + 0.1 * soft[..., None])
    return Texture(np.clip(tones, 0, 1).astype(np.float32), (5 * soft + rough_noise(rng, n, 2.6, 6, 20) * 0.3))


def blocks(rng, n, colour):
    """Toy bricks of one by one to two by four studs, all their studs on one grid."""
    studs = int(rng.choice([20, 22, 24, 26]))
    pitch = n / studs
    brick = np.full((studs, studs), -1)
    shapes = [(2, 4), (4, 2), (2, 2), (2, 3), (1, 2), (1, 1)]
    count = 0
    # Row after row would leave a line all along the tile's edge, which no brick spans.
    for place in rng.permutation(studs * studs):
        row, column = divmod(int(place), studs)
        if brick[row, column] >= 0:
            continue
        rng.shuffle(shapes)
        for tall, wide in shapes + [(1, 1)]:
            where = np.ix_((row + np.arange(tall)) % studs, (column + np.arange(wide)) % studs)
            if (brick[where] < 0).all():
                brick[where] = count
                count += 1
                break
    x, y = grid(n)
    column, row = (x / pitch).astype(int) % studs, (y / pitch).astype(int) % studs
    own = brick[row, column]
    dx, dy = x - (column + 0.5) * pitch, y - (row + 0.5) * pitch
    seam = np.full((n, n), pitch, np.float32)
    sides = ((0, 1, pitch / 2 - dx), (0, -1, pitch / 2 + dx), (1, 0, pitch / 2 - dy), (-1, 0, pitch / 2 + dy))
    for step_row, step_column, distance in sides:
        other = brick[(row + step_row) % studs, (column + step_column) % studs] != own
        seam = np.where(other, np.minimum(seam, distance), seam)
    palette = np.array([rgb(shade) for shade in BLOCKS[colour]])
    shade = palette[rng.integers(0, len(palette), count)] * rng.uniform(0.94, 1.04, (count, 1))
    d = np.sqrt(dx * dx + dy * dy) / (pitch * 0.31)
    tones = shade.astype(np.float32)[own] * (0.45 + 0.55 * smoothstep(0.2, 1.4, seam))[..., None]
    tones *= (1 - 0.28 * np.exp(-(((d - 1.12) / 0.14) ** 2)))[..., None]
    height = 3.0 * smoothstep(0, 2.2, seam) + 4.5 * (1 - smoothstep(0.86, 1.06, d))
    offset = np.stack([-dy, -dx], -1).round().astype(np.int16)
    return Texture(np.clip(tones, 0, 1).astype(np.float32), blur(height.astype(np.float32), 0.6), offset)


def circuit(rng, n, colour):
    scale = 2
    size = n * scale
    traces, pads, chips = (Image.new("L", (size, size)) for _ in range(3))
    pen = {"traces": ImageDraw.Draw(traces), "pads": ImageDraw.Draw(pads), "chips": ImageDraw.Draw(chips)}
    copies = [(i, j) for i in (-size, 0, size) for j in (-size, 0, size)]

    def line(points, width):
        for i, j in copies:
            pen["traces"].line([(x + i, y + j) for x, y in points], fill=255, width=width, joint="curve")

    def box(layer, x, y, width, height, value=255):
        for i, j in copies:
            pen[layer].rectangle([x + i, y + j, x + width + i, y + height + j], fill=value)

    def disc(x, y, radius, value=255):
        for i, j in copies:
            pen["pads"].ellipse([x - radius + i, y - radius + j, x + radius + i, y + radius + j], fill=value)

    pitch = 10 * scale
    directions = np.array([(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)])
    for _ in range(int(rng.integers(130, 170))):
        place = np.round(rng.uniform(0, size, 2) / pitch) * pitch
        heading = int(rng.integers(8))
        points = [tuple(place)]
        for _ in range(int(rng.integers(2, 6))):
            place = place + directions[heading] * pitch * int(rng.integers(1, 6))
            points.append(tuple(place))
            heading = (heading + int(rng.choice([-1, 1]))) % 8
        for lane in range(int(rng.choice([1, 1, 2, 3]))):
            moved = [(x + lane * 6 * scale, y + lane * 2 * scale) for x, y in points]
            line(moved, int(3 * scale))
            for end in (moved[0], moved[-1]):
                disc(*end, 4 * scale)
                disc(*end, 1.6 * scale, 90)
    for _ in range(int(rng.integers(11, 16))):
        x, y = rng.uniform(0, size, 2)
        width, height = rng.uniform(26, 64) * scale, rng.uniform(22, 50) * scale
        for pin in np.arange(4 * scale, width - 4 * scale, 7 * scale):
            box("pads", x + pin, y - 5 * scale, 3 * scale, height + 10 * scale)
        box("pads", x, y, width, height, 0)
        box("chips", x, y, width, height)
    small = [np.asarray(image.resize((n, n), Image.LANCZOS), np.float32) / 255 for image in (traces, pads, chips)]
    trace, pad, chip = small
    base, light = BOARD[colour]
    weave = noise(rng, n, 1, 40, 256)
    tones = mix(mix(base, rgb(base) * 1.25, weave), light, trace * 0.9)
    tones = mix(tones, "#e8c878", smoothstep(0.3, 0.8, pad))
    tones = mix(tones, mix("#17181a", "#2c2e32", weave), chip)
    height = 1.2 * trace + 1.6 * pad + 7 * chip + 0.15 * weave
    return Texture(tones, blur(height.astype(np.float32), 0.8))


def stained_glass(rng, n, colour):
    panes = voronoi(rng, n, rng.uniform(38, 54), 0.5)
    lead = 1 - smoothstep(3.0, 5.0, panes.border)
    palette = np.array([rgb(shade) for shade in GLASS[colour]])
    shade = palette[rng.integers(0, len(palette), panes.count)] * rng.uniform(0.85, 1.1, (panes.count, 1))
    streaks = noise(rng, n, 2.2, 4, 60, (1, 0.5))
    glow = 0.72 + 0.5 * streaks + 0.25 * np.exp(-((panes.nearest / 22) ** 2))
    glass = np.clip(shade.astype(np.float32)[panes.index] * glow[..., None], 0, 1)
    tones = mix(glass, "#17161a", lead)
    height = 4.5 * dome(np.clip(panes.border / 5.0, 0, 1)) * (panes.border < 5.0) + 1.5 * streaks * (1 - lead)
    return Texture(tones, blur(height.astype(np.float32), 0.6))


def paper(rng, n, colour):
    fibre, tint = noise(rng, n, 1.0, 10, 200), noise(rng, n, 3, 1, 4)
    tones = vary(rng, PAPER[colour], 0.03) * (0.93 + 0.08 * fibre[..., None] + 0.06 * tint[..., None])
    # Crumpled once and smoothed out again, which the light alone shows.
    folds = sum(np.abs(rough_noise(rng, n, 3.6, low, 3 * low)) / low for low in (1.5, 3, 5))
    return Texture(np.clip(tones, 0, 1).astype(np.float32), 0.5 * fibre + blur(rng.uniform(3, 14) * folds, 1))
