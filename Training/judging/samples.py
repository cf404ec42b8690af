"""Views of pictures for the classifier: the whole and parts of it, and of drawings at random, varied."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from learning.shards import complete_shards

from .material_network import SIDE

PART = 0.6  # of a picture's sides, what a part shows of it
SMALLEST = 0.45  # the same, of the smallest view in training
TRIES = 6  # views looked at in training until one shows some of both
SOME = 0.12  # share of a view that counts as some


def view(images: torch.Tensor, top: float, left: float, size: float) -> torch.Tensor:
    """A part of images uint8 [c, h, w], in shares of their sides, as [c, SIDE, SIDE] in 0..1."""
    h, w = images.shape[1:]
    y, x = round(top * h), round(left * w)
    part = images[:, y : y + max(1, round(size * h)), x : x + max(1, round(size * w))]
    return F.interpolate(part[None].float() / 255, (SIDE, SIDE), mode="bilinear", antialias=True, align_corners=False)[0]


def views(picture: np.ndarray, mask: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    """The whole of a picture uint8 [h, w, 3] and its four quarters, which overlap; and the same of its mask
    uint8 [h, w]: [5, 3, SIDE, SIDE] and [5, 1, SIDE, SIDE]."""
    both = torch.cat([torch.from_numpy(np.array(picture)).permute(2, 0, 1), torch.from_numpy(np.array(mask))[None]])
    parts = [(y, x, PART) for y in (0.0, 1 - PART) for x in (0.0, 1 - PART)]
    seen = torch.stack([view(both, *place) for place in [(0.0, 0.0, 1.0), *parts]])
    return seen[:, :3], seen[:, 3:]


class Drawings:
    """The drawings of 512 pixels and more in a folder of shards; `refresh()` takes in those drawn meanwhile."""

    def __init__(self, folder: Path, names: tuple[str, ...], seed: int):
        self.folder, self.numbers = folder, {name: number for number, name in enumerate(names)}
        self.random = np.random.default_rng(seed)
        self.shards, self.known = [], set()
        self.refresh()
        if not self.shards:
            raise FileNotFoundError(f"{folder} holds no shards of drawings; run: Training/train draw")

    def refresh(self) -> None:
        for shard in complete_shards(self.folder, held_out=None):
            if shard.number not in self.known:
                self.known.add(shard.number)
                pictures = shard.pictures()
                if pictures.shape[1] >= 512:
                    named = [(each["lettering"], each["surroundings"]) for each in shard.descriptions()]
                    labels = torch.tensor([[self.numbers[name] for name in pair] for pair in named])
                    self.shards.append((pictures, shard.masks(), labels))

    def batch(self, n: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """n views [n, 3, SIDE, SIDE], their masks [n, 1, SIDE, SIDE] and the numbers of what is in the lettering and
        around it, int64 [n, 2]."""
        seen, labels = [], []
        for _ in range(n):
            pictures, masks, named = self.shards[self.random.integers(len(self.shards))]
            number = self.random.integers(len(pictures))
            mask = torch.from_numpy(np.array(masks[number]))[None]
            place = self._place(mask)
            picture = torch.from_numpy(np.array(pictures[number])).permute(2, 0, 1)
            seen.append(view(torch.cat([picture, mask]), *place))
            labels.append(named[number])
        both = varied(torch.stack(seen))
        return both[:, :3], both[:, 3:], torch.stack(labels)

    def _place(self, mask: torch.Tensor) -> tuple[float, float, float]:
        for _ in range(TRIES):
            size = self.random.uniform(SMALLEST, 1)
            top, left = self.random.uniform(0, 1 - size, 2)
            share = view(mask, top, left, size).mean()
            if SOME < share < 1 - SOME:
                return top, left, size
        return 0.0, 0.0, 1.0


def varied(both: torch.Tensor) -> torch.Tensor:
    """Views and masks [n, 4, SIDE, SIDE]: mirrored, brighter or darker, as coarse as a model's pictures may be, noisy."""
    n = len(both)
    both = torch.where(torch.rand(n, 1, 1, 1) < 0.5, both.flip(3), both)
    images, masks = both[:, :3], both[:, 3:]
    for factor in (2, 4):
        coarse = F.interpolate(F.avg_pool2d(images, factor), scale_factor=factor, mode="bilinear", align_corners=False)
        chosen = torch.rand(n, 1, 1, 1) < 0.5 / factor
        images = torch.lerp(images, coarse, torch.rand(n, 1, 1, 1) * chosen)
    images = images * (0.85 + 0.3 * torch.rand(n, 1, 1, 1)) + 0.03 * torch.rand(n, 1, 1, 1) * torch.randn_like(images)
    return torch.cat([images.clamp(0, 1), masks], 1)
