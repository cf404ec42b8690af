"""Reads the bank of stencils that ``drawing.stencils`` built."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from .fields import resize
from .lettering import SIZE

FAR = -64.0  # px; the distance to the outline beyond the stencil's square


@dataclass
class StencilBatch:
    """masks [n, 1, h, w] in 0..1; distances [n, 1, h, w] in px to the outline, positive inside; strokes, gaps [n]:
    mean breadths of the strokes and of the room between them in px; texts: None for shapes."""

    masks: torch.Tensor
    distances: torch.Tensor
    strokes: torch.Tensor
    gaps: torch.Tensor
    texts: list[str | None]


class StencilBank:
    """The stencils on a device (memory-mapped on the CPU)."""

    def __init__(self, folder: Path, device: torch.device):
        """Raises FileNotFoundError where the bank is missing or unfinished."""
        if not (folder / "stencils.json").exists():
            raise FileNotFoundError(f"{folder} holds no stencils; run: python -m drawing.stencils --out {folder}")
        records = json.loads((folder / "stencils.json").read_text())
        self.strokes = np.array([record["stroke"] for record in records])
        self._gaps = np.array([record["gap"] for record in records])
        self._texts = [record["text"] for record in records]
        self._order = np.argsort(self.strokes, kind="stable")
        self._masks = torch.from_numpy(np.load(folder / "masks.npy", mmap_mode="c")).to(device)
        self._distances = torch.from_numpy(np.load(folder / "distances.npy", mmap_mode="c")).to(device)

    def pick(self, rng: np.random.Generator, narrowest: float, broadest: float = np.inf) -> int:
        """The number of a stencil whose strokes are that broad in px of 512, or else of the one next broader, or last."""
        first, end = np.searchsorted(self.strokes, (narrowest, broadest), sorter=self._order)
        first = min(first, len(self._order) - 1)
        return int(self._order[rng.integers(first, max(end, first + 1))])

    def batch(self, rng: np.random.Generator, picked: np.ndarray, h: int, w: int) -> StencilBatch:
        """Stencils for pictures of h x w px, in a square amid each that is as large as the shorter side."""
        side = min(h, w)
        index = torch.from_numpy(picked).to(self._masks.device)
        masks = self._masks[index][:, None].float() / 255
        if side != SIZE:
            masks = F.interpolate(masks, (side, side), mode="bilinear", antialias=side < SIZE)
        distances = resize(self._distances[index][:, None].float(), (side, side)) * (side / SIZE)
        if h != w:
            top, left = (int(rng.integers(room // 3, room - room // 3 + 1)) for room in (h - side, w - side))
            margins = left, w - side - left, top, h - side - top
            masks, distances = F.pad(masks, margins), F.pad(distances, margins, value=FAR)
        strokes, gaps = (
            torch.tensor(breadths[picked] * side / SIZE, dtype=torch.float32, device=masks.device)
            for breadths in (self.strokes, self._gaps)
        )
        return StencilBatch(masks, distances, strokes, gaps, [self._texts[i] for i in picked])
