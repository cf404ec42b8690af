"""Crops of drawings for the autoencoder."""

import numpy as np
import torch

from learning.shards import complete_shards


class PictureCrops:
    """Random square crops of the drawings there are; `refresh()` takes in those drawn meanwhile."""

    def __init__(self, config):
        self.folder, self.held_out = config["folders"]["shards"], config["draw"]["held_out"]
        self.size = config["vae"]["crop"]
        self.random = np.random.default_rng()
        self.pictures = {}
        self.refresh()
        if not self.pictures:
            raise SystemExit(f"no drawings in {self.folder}: run the stage draw first")

    def refresh(self):
        shards = complete_shards(self.folder, self.held_out)
        self.pictures = {shard.number: self._open(shard) for shard in shards}
        self.numbers = list(self.pictures)

    def _open(self, shard):
        known = self.pictures.get(shard.number)
        return shard.pictures() if known is None else known

    def batch(self, n):
        """Float [n, 3, size, size] in [-1, 1], channels last."""
        crops = np.empty((n, self.size, self.size, 3), np.uint8)
        for index in range(n):
            pictures = self.pictures[self.random.choice(self.numbers)]
            picture = pictures[self.random.integers(len(pictures))]
            y, x = (self.random.integers(side - self.size + 1) for side in picture.shape[:2])
            crop = picture[y : y + self.size, x : x + self.size]
            crops[index] = crop[:, ::-1] if self.random.random() < 0.5 else crop
        pictures = torch.from_numpy(crops).permute(0, 3, 1, 2)
        return pictures.to(torch.float32, memory_format=torch.channels_last) / 127.5 - 1
