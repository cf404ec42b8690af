"""Crops of latents with their stencils and captions, for the diffusion's training."""

import numpy as np
import torch

from learning.shards import complete_shards
from learning.tokenizer import Tokenizer

TRIES = 3  # crops looked at until one shows some of the letters
LETTERS = 12  # mean of the mask, of 255, that counts as some
SCALE = 8  # pixels a latent


class LatentCrops:
    """Random crops of the encoded drawings; `refresh()` takes in those encoded meanwhile."""

    def __init__(self, config):
        self.folder, self.held_out = config["folders"]["shards"], config["draw"]["held_out"]
        self.tokenize = Tokenizer(config["folders"]["tokenizer"])
        self.empty = torch.tensor(self.tokenize(""))
        self.favoured, self.favour = set(config["diffusion"]["favoured"]), config["diffusion"]["favour"]
        self.random = np.random.default_rng()
        self.shards = {}
        self.refresh()
        if not self.shards:
            raise SystemExit(f"no latents in {self.folder}: run the stages draw and latents first")

    def refresh(self):
        for shard in complete_shards(self.folder, self.held_out, "-latents.npy"):
            if shard.number not in self.shards:
                descriptions = shard.descriptions()
                ids = np.array([self.tokenize(description["caption"]) for description in descriptions])
                self.shards[shard.number] = shard.latents(), shard.masks(), ids, self._shares(descriptions)
        self.count = sum(len(ids) for _, _, ids, _ in self.shards.values())

    def _shares(self, descriptions):
        """How often each drawing of a shard is taken: `favour` times as often if both its materials are favoured."""
        both = [self.favoured.issuperset((each["lettering"], each["surroundings"])) for each in descriptions]
        weights = np.where(both, self.favour, 1.0)
        return weights / weights.sum()

    def batch(self, n, height, width):
        """Latents float [n, 8, height, width], masks uint8 [n, 8 height, 8 width], token ids [n, 77].

        Drawings smaller than the crop are passed over.
        """
        fitting = [s for s in self.shards.values() if s[0].shape[2] >= height and s[0].shape[3] >= width]
        latents, masks, ids = zip(*(self._crop(fitting, height, width) for _ in range(n)), strict=True)
        return (
            torch.from_numpy(np.stack(latents).astype(np.float32)),
            torch.from_numpy(np.stack(masks)),
            torch.from_numpy(np.stack(ids)),
        )

    def _crop(self, shards, height, width):
        latents, masks, ids, shares = shards[self.random.integers(len(shards))]
        index = self.random.choice(len(ids), p=shares)
        for _ in range(TRIES):
            y = self.random.integers(latents.shape[2] - height + 1)
            x = self.random.integers(latents.shape[3] - width + 1)
            mask = masks[index, y * SCALE : (y + height) * SCALE, x * SCALE : (x + width) * SCALE]
            if mask.mean() > LETTERS:
                break
        return latents[index, :, y : y + height, x : x + width], mask, ids[index]
