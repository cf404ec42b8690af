"""Draws training pictures: captions, lettering and what they look like."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import captions
from .captions import Caption
from .composition import compose
from .grading import DULL, LUMINANCE
from .scene import Scene
from .stencil_bank import StencilBank
from .surfaces import SURFACES, Surface
from .textures.patterns import rough_noise
from .tiles import TILE, Layer, TileBank

LIGHT_ELEVATIONS = {"": (0.75, 1.05), "low": (0.42, 0.55), "high": (1.2, 1.35), "left": (0.6, 0.8), "right": (0.6, 0.8)}
LIGHT_AZIMUTHS = {"left": np.pi, "right": 0.0}
TYPED_STROKES = 18.0, 36.0  # px of 512; as broad as most words come out that are typed in
PLAIN = 0.7  # a difference of colours that stands out even where both are equally bright, as red roses do on grass
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


@dataclass(frozen=True)
class Look:
    """A caption and the numbers of the tiles that show it."""

    caption: Caption
    lettering_tile: int
    surroundings_tile: int


class Drawer:
    """Draws from a bank of tiles and a bank of stencils, both built beforehand."""

    def __init__(self, bank: Path | str, stencils: Path | str, device: str = "cpu", seed: int = 0):
        """Raises FileNotFoundError where a bank is missing or unfinished."""
        self.device = torch.device(device)
        self.rng = np.random.default_rng(seed)
        self.generator = torch.Generator(self.device).manual_seed(seed)
        self.bank = TileBank(Path(bank), device)
        self.stencils = StencilBank(Path(stencils), self.device)
        self._ripple = _ripple(self.device)

    @torch.no_grad()
    def draw(self, n: int, size: int | tuple[int, int] = 512, wanted: list[Caption] | None = None) -> Drawings:
        """Draws n pictures of size px (h, w), 256 to 1024. wanted: n captions to draw instead of new ones."""
        h, w = (size, size) if isinstance(size, int) else size
        looks = [self._look(caption) for caption in wanted] if wanted else [self._contrasting_look() for _ in range(n)]
        meanings = [look.caption for look in looks]
        scene, texts = self._scene(looks, h, w)
        return Drawings(
            pictures=(compose(scene) * 255 + 0.5).to(torch.uint8),
            masks=(scene.masks[:, 0] * 255 + 0.5).to(torch.uint8),
            captions=[meaning.text for meaning in meanings],
            lettering=[meaning.lettering for meaning in meanings],
            surroundings=[meaning.surroundings for meaning in meanings],
            words=texts,
            details=meanings,
        )

    def _scene(self, looks: list[Look], h: int, w: int) -> tuple[Scene, list[str | None]]:
        """The scene that shows the looks, and the texts of its stencils."""
        n, meanings = len(looks), [look.caption for look in looks]
        inside = [SURFACES[meaning.lettering] for meaning in meanings]
        grains = np.array([self._grain(*pair) for pair in zip(inside, looks, strict=True)])
        picked = np.array([self._pick_stencil(*pair) for pair in zip(inside, grains, strict=True)])
        stencils = self.stencils.batch(self.rng, picked, h, w)
        detail = (min(h, w) / 512) ** 0.5
        scales = detail * np.array([self.rng.uniform(*FRAMING_SCALES[meaning.framing]) for meaning in meanings])
        shrinking = np.clip(self.stencils.strokes[picked] / (1.5 * grains + 1e-3), 0.5, 1.0)
        sunk = self.rng.random(n) < [surface.sunk for surface in inside]
        scene = Scene(
            masks=stencils.masks,
            distances=stencils.distances,
            strokes=stencils.strokes,
            gaps=stencils.gaps,
            lettering=self._layer([look.lettering_tile for look in looks], scales * shrinking, (h, w)),
            surroundings=self._layer([look.surroundings_tile for look in looks], scales, (h, w)),
            lettering_surfaces=inside,
            surroundings_surfaces=[SURFACES[meaning.surroundings] for meaning in meanings],
            light=self._tensor([self._light(meaning.light) for meaning in meanings]),
            sunk=self._tensor(sunk),
            variation=self._tensor(self.rng.uniform(0.8, 1.2, n)),
            tones=[meaning.tone for meaning in meanings],
            blurred=[bool(meaning.focus) for meaning in meanings],
            detail=detail,
            ripple=self._window_of_ripple(n, h, w),
        )
        return scene, stencils.texts

    def _look(self, caption: Caption) -> Look:
        """The caption with a tile for its lettering and one for its surroundings."""
        looks = ((caption.lettering, caption.lettering_colour), (caption.surroundings, caption.surroundings_colour))
        return Look(caption, *(int(self.rng.choice(self.bank.by_look[look])) for look in looks))

    def _contrasting_look(self) -> Look:
        """A new caption whose lettering stands out from its surroundings."""
        for _ in range(8):
            look = self._look(captions.sample(self.rng))
            if self._contrasts(look):
                break
        return look

    def _contrasts(self, look: Look) -> bool:
        pair = look.lettering_tile, look.surroundings_tile
        return stands_out(
            *(self.bank.mean_colours[tile] for tile in pair),
            glowing=SURFACES[look.caption.lettering].emission > 0.5,
            dull=look.caption.tone in DULL,
            objects=min(self.bank.tiles[tile].reach for tile in pair) > 0,
        )

    def _grain(self, surface: Surface, look: Look) -> float:
        """Size in px of what must be seen in a stroke of the lettering."""
        return max(surface.grain, 1.6 * self.bank.tiles[look.lettering_tile].reach)

    def _pick_stencil(self, surface: Surface, grain: float) -> int:
        """A stencil with the strokes of a word that is typed in, or with strokes broad enough to show the material.

        Lettering that is torn at its edges must be broad, or nobody could read it.
        """
        if surface.ragged <= 2 and self.rng.random() < 0.5:
            return self.stencils.pick(self.rng, *TYPED_STROKES)
        rim = surface.rim[-1][0] if surface.rim else 0.0
        breadth = max(0.75 * grain, 2.2 * rim, 26.0 if surface.ragged > 2 else 0.0)
        return self.stencils.pick(self.rng, min(breadth, 40.0) if self.rng.random() < 0.9 else 0.0)

    def _layer(self, tiles: list[int], scales: np.ndarray, size: tuple[int, int]) -> Layer:
        turns = [self._turn(SURFACES[self.bank.tiles[tile].material].turn) for tile in tiles]
        return self.bank.windows(
            torch.tensor(tiles, device=self.device),
            size,
            origin=self._tensor(self.rng.uniform(0, TILE, (len(tiles), 2))),
            turn=self._tensor(turns),
            mirror=self._tensor(self.rng.choice([-1.0, 1.0], len(tiles))),
            scale=self._tensor(scales),
        )

    def _tensor(self, values) -> torch.Tensor:
        return torch.tensor(np.asarray(values), dtype=torch.float32, device=self.device)

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


def stands_out(ours: np.ndarray, theirs: np.ndarray, *, glowing: bool, dull: bool, objects: bool) -> bool:
    """Whether lettering of one mean colour (r, g, b in [0, 1]) can be told from surroundings of another.

    glowing: the lettering gives light; dull: the tone takes the colours away; objects: both are heaps of objects.
    """
    if glowing:
        return theirs.mean() < 0.55
    colour = np.abs(ours - theirs).sum()
    if colour > PLAIN and not dull:
        return True
    brightness = abs(float((ours - theirs) @ LUMINANCE))
    needed = 0.2 if objects else 0.16 if dull else 0.08
    return brightness > needed and colour > 0.4
