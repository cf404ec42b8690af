"""Stencils of lettering and shapes: white on black, 512 x 512."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from .fonts import font_files, is_heavy, is_script
from .words import sample_word

SIZE = 512
THINNEST_STROKE = 15.0  # px; finer strokes cannot show a material


@dataclass
class Stencil:
    """mask: uint8 [512, 512], 255 = letter; distance: float32 [256, 256], px of the 512 grid to the outline, positive
    inside; stroke, gap: mean breadths of the strokes and of the room between them, px; text: the lines joined by
    spaces, or None for shapes."""

    mask: np.ndarray
    distance: np.ndarray
    stroke: float
    gap: float
    text: str | None


def sample_stencil(rng: np.random.Generator) -> Stencil:
    while True:
        if rng.random() < 0.06:
            text, mask = None, _shapes(rng)
        else:
            lines = [sample_word(rng) for _ in range(int(rng.choice([1, 2, 3], p=[0.78, 0.17, 0.05])))]
            text, mask = " ".join(lines), letter(rng, lines)
        stencil = measure(mask, text)
        if stencil.stroke >= THINNEST_STROKE:
            return stencil


def letter(rng: np.random.Generator, lines: list[str], font: str | None = None) -> np.ndarray:
    """Letters the lines in a random font, size, place and bend. uint8 [512, 512]."""
    path = font or _sample_font(rng)
    fill = rng.uniform(0.8, 0.97) if rng.random() < 0.82 else rng.uniform(0.5, 0.8)
    tracking = 0.0 if is_script(Path(path)) else rng.uniform(0.02, 0.1)
    widest = max(_font(path, 100).getlength(line) + 100 * tracking * len(line) for line in lines)
    size = min(100 * fill * SIZE / max(widest, 1), SIZE * 0.9 * fill / len(lines) / 1.05)
    size = max(16, int(size))
    room = SIZE * 0.9 / (size * 1.1 * len(lines))
    stretch = rng.uniform(1.0, float(np.clip(room, 1, 1.9))) if rng.random() < 0.6 else 1.0
    image = Image.new("L", (SIZE, SIZE))
    pen = ImageDraw.Draw(image)
    leading = size * rng.uniform(1.0, 1.12)
    stroke = int(size * rng.uniform(0.015, 0.04)) if not is_heavy(Path(path)) or rng.random() < 0.25 else 0
    for i, line in enumerate(lines):
        place = (SIZE / 2, SIZE / 2 + leading * (i - (len(lines) - 1) / 2))
        _write(pen, place, line, _font(path, size), stroke, size * tracking)
    turn = np.radians(rng.normal(0, 7)) if rng.random() < 0.35 else 0.0
    arch = rng.uniform(-0.22, 0.22) if rng.random() < 0.15 else 0.0
    return _bend(image, turn, arch, stretch, rng.uniform(-1, 1, 2) ** 3)


def _write(pen, place, line, font, stroke, tracking) -> None:
    """Writes a line centred at ``place``, its letters ``tracking`` px further apart than the font has them."""
    start = place[0] - (font.getlength(line) + tracking * (len(line) - 1)) / 2
    for i, character in enumerate(line):
        x = start + font.getlength(line[:i]) + tracking * i
        pen.text((x, place[1]), character, fill=255, font=font, anchor="lm", stroke_width=stroke, stroke_fill=255)


def measure(mask: np.ndarray, text: str | None) -> Stencil:
    inside = mask > 127
    within = ndimage.distance_transform_edt(inside).astype(np.float32)
    without = ndimage.distance_transform_edt(~inside).astype(np.float32)
    distance = np.where(inside, within - 0.5, 0.5 - without)
    halved = distance.reshape(SIZE // 2, 2, SIZE // 2, 2).mean((1, 3))
    if not inside.any():
        return Stencil(mask, halved, 0.0, 0.0, text)
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    room = without[box][~inside[box]]
    gap = 4 * float(room.mean()) if room.size else float(SIZE)
    return Stencil(mask, ndimage.gaussian_filter(halved, 0.5), 4 * float(within[inside].mean()), gap, text)


def _sample_font(rng) -> str:
    files = font_files()
    heavy = [path for path in files if is_heavy(path)]
    options = heavy if rng.random() < 0.75 else files
    return str(options[rng.integers(len(options))])


@lru_cache(maxsize=256)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _bend(image, turn, arch, stretch, lean) -> np.ndarray:
    """Turned by ``turn`` radians, arched by ``arch`` of the height, stretched upwards, and moved within its margins."""
    pixels = np.asarray(image, np.float32)
    if turn or arch or stretch > 1:
        y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
        x, y = x - SIZE / 2, y - SIZE / 2
        x, y = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
        y = (y - arch * (x * x / SIZE - SIZE / 12)) / stretch
        pixels = ndimage.map_coordinates(pixels, [y + SIZE / 2, x + SIZE / 2], order=1)
    rows, columns = np.flatnonzero(pixels.max(1) > 127), np.flatnonzero(pixels.max(0) > 127)
    if rows.size and columns.size:
        shift = [_slack(axis[0], axis[-1]) * amount for axis, amount in ((rows, lean[0]), (columns, lean[1]))]
        pixels = np.roll(pixels, [int(s) for s in shift], (0, 1))
    return np.clip(np.round(pixels), 0, 255).astype(np.uint8)


def _slack(first: int, last: int) -> float:
    """Half the free room of one axis; the lettering is centred, more or less."""
    return max(0, min(first, SIZE - 1 - last) - 12) * 0.45


def _shapes(rng) -> np.ndarray:
    image = Image.new("L", (SIZE * 2, SIZE * 2))
    pen = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(1, 4))):
        radius = rng.uniform(0.12, 0.36) * SIZE * 2
        x, y = rng.uniform(radius * 0.9, SIZE * 2 - radius * 0.9, 2)
        kind = int(rng.integers(5))
        if kind == 0:
            pen.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
        elif kind == 1:
            pen.ellipse([x - radius, y - radius, x + radius, y + radius], outline=255, width=int(radius * 0.4))
        elif kind == 2:
            pen.polygon([tuple(point) for point in _heart() * radius + (x, y)], fill=255)
        else:
            pen.polygon([tuple(point) for point in _star(rng, spiked=kind == 3) * radius + (x, y)], fill=255)
    return np.asarray(image.resize((SIZE, SIZE), Image.LANCZOS))


def _heart() -> np.ndarray:
    t = np.linspace(0, 2 * np.pi, 80)
    x = 16 * np.sin(t) ** 3
    y = -(13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t))
    return np.stack([x, y], -1) / 17


def _star(rng, spiked: bool) -> np.ndarray:
    corners = int(rng.integers(3, 8)) * (2 if spiked else 1)
    angles = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(corners) / corners
    reach = np.where(np.arange(corners) % 2, 0.5, 1.0) if spiked else np.ones(corners)
    return np.stack([np.cos(angles), np.sin(angles)], -1) * reach[:, None]
