"""Crops of drawings for the autoencoder."""

import numpy as np
import torch

from learning.ring import Ring, cut, places
from learning.shards import complete_shards


class PictureCrops:
    """Random square crops of the drawings, kept on the device; `refresh()` takes in a shard that was drawn meanwhile."""

    def __init__(self, config, device):
        self.folder, self.held_out = config["folders"]["shards"], config["draw"]["held_out"]
        self.kept, self.size, self.device = config["vae"]["kept"], config["vae"]["crop"], device
        self.random = np.random.default_rng()
        self.rings, self.known = {}, set()
        while len(self.known) * config["draw"]["shard"] < self.kept and self.refresh():
            pass
        if not self.rings:
            raise SystemExit(f"no drawings in {self.folder}: run the stage draw first")

    def refresh(self):
        """Whether there was a new shard."""
        fresh = [shard for shard in complete_shards(self.folder, self.held_out) if shard.number not in self.known]
        if not fresh:
            return False
        shard = fresh[self.random.integers(len(fresh))]
        self.known.add(shard.number)
        pictures = torch.from_numpy(np.array(shard.pictures())).to(self.device)
        size = tuple(pictures.shape[1:3])
        ring = self.rings.setdefault(size, Ring(self.kept * 512 * 512 // (size[0] * size[1]), self.device))
        ring.add(pictures=pictures.permute(0, 3, 1, 2))
        return True

    def batch(self, n):
        """Float [n, 3, size, size] in [-1, 1], channels last; half of them mirrored."""
        rings = list(self.rings.items())
        pixels = np.array([len(ring) * height * width for (height, width), ring in rings], float)
        (height, width), ring = rings[self.random.choice(len(rings), p=pixels / pixels.sum())]
        index = places(n, len(ring) - 1, self.device)
        top, left = (places(n, side - self.size, self.device) for side in (height, width))
        crops = cut(ring["pictures"], index, top, left, self.size, self.size)
        crops = torch.cat([crops[: n // 2], crops[n // 2 :].flip(3)])
        return crops.to(torch.float32, memory_format=torch.channels_last) / 127.5 - 1
