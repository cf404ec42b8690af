"""Draws training pictures: captions, lettering and what they look like."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import captions
from .captions import Caption
from .composition import compose
from .fields import resize
from .scene import Scene
from .surfaces import SURFACES, Surface
from .textures.patterns import rough_noise
from .tiles import TILE, Layer, TileBank

STENCIL = 512
LIGHT_ELEVATIONS = {"": (0.75, 1.05), "low": (0.42, 0.55), "high": (1.2, 1.35), "left": (0.6, 0.8), "right": (0.6, 0.8)}
LIGHT_AZIMUTHS = {"left": np.pi, "right": 0.0}
FRAMING_SCALES = {"": (0.85, 1.15), "close": (1.5, 1.9), "far": (0.55, 0.7)}


@dataclass
class Drawings:
    """pictures uint8 [n, 3, h, w]; masks uint8 [n, h, w], 255 = letter; captions and the materials they name;
    words: the lettering's text, None for shapes; details: all that each caption means."""

    pictures: torch.Tensor
    masks: torch.Tensor
    captions: list[str]
    lettering: list[str]
    surroundings: list[str]
    words: list[str | None]
    details: list[Caption]


class Drawer:
    """Draws from a bank of tiles and a bank of stencils, both built beforehand."""

    def __init__(self, bank: Path | str, stencils: Path | str, device: str = "cpu", seed: int = 0):
        """Raises FileNotFoundError where a bank is missing or unfinished."""
        stencils = Path(stencils)
        if not (stencils / "stencils.json").exists():
            raise FileNotFoundError(f"{stencils} holds no stencils; run: python -m drawing.stencils --out {stencils}")
        self.device = torch.device(device)
        self.rng = np.random.default_rng(seed)
        self.generator = torch.Generator(self.device).manual_seed(seed)
        self.bank = TileBank(Path(bank), device)
        self._records = json.loads((stencils / "stencils.json").read_text())
        strokes = np.array([record["stroke"] for record in self._records])
        self._by_stroke = np.argsort(strokes, kind="stable")
        self._strokes = strokes[self._by_stroke]
        self._masks = torch.from_numpy(np.load(stencils / "masks.npy", mmap_mode="c")).to(self.device)
        self._distances = torch.from_numpy(np.load(stencils / "distances.npy", mmap_mode="c")).to(self.device)
        self._ripple = _ripple(self.device)

    @torch.no_grad()
    def draw(self, n: int, size: int | tuple[int, int] = 512, wanted: list[Caption] | None = None) -> Drawings:
        """Draws n pictures of size px (h, w), 256 to 1024. wanted: captions to draw instead of new ones."""
        h, w = (size, size) if isinstance(size, int) else size
        looks = [self._look(caption) for caption in wanted] if wanted else [self._contrasting_look() for _ in range(n)]
        meanings = [meaning for meaning, _ in looks]
        inside = [SURFACES[meaning.lettering] for meaning in meanings]
        grains = [self._grain(surface, tiles[0]) for surface, (_, tiles) in zip(inside, looks, strict=True)]
        picked = np.array([self._pick_stencil(surface, grain) for surface, grain in zip(inside, grains, strict=True)])
        records = [self._records[i] for i in picked]
        masks, distances = self._stencils(picked, h, w)
        detail = (min(h, w) / 512) ** 0.5
        strokes, gaps = (
            torch.tensor([record[key] for record in records], device=self.device) * min(h, w) / STENCIL
            for key in ("stroke", "gap")
        )
        scales = torch.tensor([self.rng.uniform(*FRAMING_SCALES[meaning.framing]) for meaning in meanings])
        fit = torch.tensor(
            [
                np.clip(record["stroke"] / (1.5 * grain + 1e-3), 0.5, 1.0)
                for record, grain in zip(records, grains, strict=True)
            ],
            dtype=torch.float32,
        )
        layers = [
            self._layer([tiles[i] for _, tiles in looks], size, (h, w))
            for i, size in enumerate((scales * fit * detail, scales * detail))
        ]
        sunk = [float(self.rng.random() < surface.sunk) for surface in inside]
        scene = Scene(
            masks=masks,
            distances=distances,
            strokes=strokes,
            gaps=gaps,
            lettering=layers[0],
            surroundings=layers[1],
            lettering_surfaces=inside,
            surroundings_surfaces=[SURFACES[meaning.surroundings] for meaning in meanings],
            light=torch.tensor(np.array([self._light(meaning.light) for meaning in meanings]), device=self.device),
            sunk=torch.tensor(sunk, device=self.device),
            variation=torch.tensor(self.rng.uniform(0.8, 1.2, n), dtype=torch.float32, device=self.device),
            tones=[meaning.tone for meaning in meanings],
            blurred=[bool(meaning.focus) for meaning in meanings],
            detail=detail,
            ripple=self._window_of_ripple(n, h, w),
        )
        pictures = (compose(scene) * 255 + 0.5).to(torch.uint8)
        return Drawings(
            pictures,
            (masks[:, 0] * 255 + 0.5).to(torch.uint8),
            [m.text for m in meanings],
            [m.lettering for m in meanings],
            [m.surroundings for m in meanings],
            [record["text"] for record in records],
            meanings,
        )

    def _look(self, caption: Caption) -> tuple[Caption, tuple[int, int]]:
        """The caption with a tile for its lettering and one for its surroundings."""
        looks = ((caption.lettering, caption.lettering_colour), (caption.surroundings, caption.surroundings_colour))
        return caption, tuple(int(self.rng.choice(self.bank.by_look[look])) for look in looks)

    def _contrasting_look(self) -> tuple[Caption, tuple[int, int]]:
        """A new caption whose lettering stands out from its surroundings."""
        for _ in range(8):
            look = caption, (first, second) = self._look(captions.sample(self.rng))
            difference = self.bank.mean_colours[first] - self.bank.mean_colours[second]
            brightness = abs(float(difference @ (0.30, 0.59, 0.11)))
            surface = SURFACES[caption.lettering]
            needed = 0.16 if caption.tone in ("black and white", "dark", "night") else 0.08
            if min(self.bank.tiles[first].reach, self.bank.tiles[second].reach) > 0:  # objects amid objects
                needed = max(needed, 0.2)
            if surface.emission > 0.5 and self.bank.mean_colours[second].mean() < 0.55:
                break
            if surface.emission <= 0.5 and brightness > needed and np.abs(difference).sum() > 0.4:
                break
        return look

    def _grain(self, surface: Surface, tile: int) -> float:
        """Size in px of what must be seen in a stroke of the lettering."""
        return max(surface.grain, 1.6 * self.bank.tiles[tile].reach)

    def _pick_stencil(self, surface: Surface, grain: float) -> int:
        """A stencil whose strokes are mostly broad enough to show the material."""
        breadth = max(0.75 * grain, 2.2 * surface.rim[-1][0] if surface.rim else 0, 26 if surface.ragged > 2 else 0)
        first = np.searchsorted(self._strokes, min(breadth, 40)) if self.rng.random() < 0.9 else 0
        return int(self._by_stroke[self.rng.integers(min(first, len(self._by_stroke) - 1), len(self._by_stroke))])

    def _stencils(self, picked: np.ndarray, h: int, w: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Masks 0..1 and distances in px [n, 1, h, w] of the picked stencils, in a square amid the picture."""
        side = min(h, w)
        index = torch.from_numpy(picked).to(self.device)
        masks = self._masks[index][:, None].float() / 255
        if side != STENCIL:
            masks = torch.nn.functional.interpolate(masks, (side, side), mode="bilinear", antialias=side < STENCIL)
        distances = resize(self._distances[index][:, None].float(), (side, side)) * (side / STENCIL)
        if h == w:
            return masks, distances
        room = h - side, w - side
        top, left = (int(self.rng.integers(r // 3, r - r // 3 + 1)) for r in room)
        margins = left, room[1] - left, top, room[0] - top
        return (
            torch.nn.functional.pad(masks, margins),
            torch.nn.functional.pad(distances, margins, mode="constant", value=-64.0),
        )

    def _layer(self, tiles: list[int], scales: torch.Tensor, size: tuple[int, int]) -> Layer:
        n = len(tiles)
        turns = [self._turn(SURFACES[self.bank.tiles[tile].material].turn) for tile in tiles]
        numbers = np.column_stack([self.rng.uniform(0, TILE, (n, 2)), turns, self.rng.choice([-1.0, 1.0], n), scales])
        columns = torch.tensor(numbers, dtype=torch.float32, device=self.device)
        return self.bank.windows(
            torch.tensor(tiles, device=self.device), size, columns[:, :2], columns[:, 2], columns[:, 3], columns[:, 4]
        )

    def _turn(self, kind: str) -> float:
        if kind == "upright":
            return 0.0
        return self.rng.uniform(0, 2 * np.pi) if kind == "any" else float(self.rng.integers(4)) * np.pi / 2

    def _light(self, kind: str) -> np.ndarray:
        azimuth = LIGHT_AZIMUTHS.get(kind)
        azimuth = self.rng.normal(-0.72 * np.pi, 0.5) if azimuth is None else self.rng.normal(azimuth, 0.2)
        elevation = self.rng.uniform(*LIGHT_ELEVATIONS[kind])
        flat = np.cos(elevation)
        return np.array([np.cos(azimuth) * flat, np.sin(azimuth) * flat, np.sin(elevation)], np.float32)

    def _window_of_ripple(self, n: int, h: int, w: int) -> torch.Tensor:
        side = self._ripple.shape[-1]
        start = torch.tensor(self.rng.integers(0, side, (n, 2)), device=self.device)
        rows = (start[:, :1] + torch.arange(h, device=self.device)) % side
        columns = (start[:, 1:] + torch.arange(w, device=self.device)) % side
        return self._ripple[:, rows[:, :, None], columns[:, None, :]].transpose(0, 1)


def _ripple(device: torch.device, side: int = 512) -> torch.Tensor:
    """Two maps of seamless unit noise [2, side, side] with waves of 8 to 50 px."""
    rng = np.random.default_rng(0)
    return torch.from_numpy(np.stack([0.6 * rough_noise(rng, side, 2.0, 10, 60) for _ in range(2)])).to(device)
