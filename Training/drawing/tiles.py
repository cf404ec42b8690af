"""Windows of texture tiles: any place, scale and turn of any tile, as batched gathers."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .bank import TILE, Tile
from .fields import pixel_grid

WRAP = TILE - 1  # TILE is a power of two


@dataclass
class Layer:
    """What covers a picture: colour [n, 3, h, w] in 0..1, height [n, 1, h, w] px, offset [n, 2, h, w] (dx, dy) px to
    each element's centre, reach [n] px from an element's centre to its border (0 without elements)."""

    colour: torch.Tensor
    height: torch.Tensor
    offset: torch.Tensor
    reach: torch.Tensor


class TileBank:
    """The bank that ``drawing.bank`` built, on a device (memory-mapped on the CPU)."""

    def __init__(self, folder: Path, device: str = "cpu"):
        if not (folder / "tiles.json").exists():
            raise FileNotFoundError(f"{folder} holds no finished bank; run: python -m drawing.bank --out {folder}")
        self.tiles = [Tile(**record) for record in json.loads((folder / "tiles.json").read_text())]
        arrays = {
            name: torch.from_numpy(np.load(folder / f"{name}.npy", mmap_mode="c")).to(device)
            for name in ("colour", "height", "offset")
        }
        self._colour = arrays["colour"].view(-1, 3)
        self._height = arrays["height"].view(-1)
        self._offset = arrays["offset"].view(-1, 2)
        self._reach = torch.tensor([tile.reach for tile in self.tiles], device=device)
        self.mean_colours = arrays["colour"][:, ::16, ::16].float().mean((1, 2)).cpu().numpy() / 255  # [T, 3]
        self.by_look: dict[tuple[str, str], list[int]] = {}
        for index, tile in enumerate(self.tiles):
            self.by_look.setdefault((tile.material, tile.colour), []).append(index)

    def windows(
        self,
        indices: torch.Tensor,
        size: tuple[int, int],
        origin: torch.Tensor,
        turn: torch.Tensor,
        mirror: torch.Tensor,
        scale: torch.Tensor,
    ) -> Layer:
        """Windows (h, w) of the tiles ``indices`` [n].

        origin: px [n, 2] of the tile at the window's corner. turn: radians [n]. mirror: -1 or 1 [n]. scale: picture
        px per tile px [n].
        """
        device = self._height.device
        x, y = pixel_grid(*size, device)
        cosine, sine = (f(turn).view(-1, 1, 1) for f in (torch.cos, torch.sin))
        mirror, scale = mirror.view(-1, 1, 1), scale.view(-1, 1, 1)
        u = origin[:, 0].view(-1, 1, 1) + (cosine * x * mirror + sine * y) / scale
        v = origin[:, 1].view(-1, 1, 1) + (cosine * y - sine * x * mirror) / scale
        u0, v0 = u.floor(), v.floor()
        weight_u, weight_v = u - u0, v - v0
        u0, v0 = u0.long() & WRAP, v0.long() & WRAP
        u1, v1 = (u0 + 1) & WRAP, (v0 + 1) & WRAP
        base = indices.view(-1, 1, 1) * (TILE * TILE)
        rows = base + v0 * TILE, base + v1 * TILE
        colour = self._bilinear(self._colour, rows, (u0, u1), weight_u, weight_v) / 255
        height = self._bilinear(self._height[:, None], rows, (u0, u1), weight_u, weight_v) * scale[..., None]
        nearest = self._offset[rows[0] + u0].float()  # (dy, dx) in the tile
        dx = (nearest[..., 1] * cosine - nearest[..., 0] * sine) * scale * mirror
        dy = (nearest[..., 1] * sine + nearest[..., 0] * cosine) * scale
        reach = self._reach[indices] * scale.view(-1)
        return Layer(colour.permute(0, 3, 1, 2), height.permute(0, 3, 1, 2), torch.stack([dx, dy], 1), reach)

    @staticmethod
    def _bilinear(flat, rows, columns, weight_u, weight_v) -> torch.Tensor:
        """[n, h, w, c] float32 from flat [T * TILE * TILE, c]."""
        shape = weight_u.shape
        corners = [
            flat.index_select(0, (row + column).view(-1)).view(*shape, -1).float() for row in rows for column in columns
        ]
        weight_u, weight_v = weight_u[..., None], weight_v[..., None]
        top = torch.lerp(corners[0], corners[1], weight_u)
        return torch.lerp(top, torch.lerp(corners[2], corners[3], weight_u), weight_v)
