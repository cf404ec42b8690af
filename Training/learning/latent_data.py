"""Crops of latents with their stencils and captions, for the diffusion's training."""

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from drawing.captions import say

from learning import device as devices
from learning.encode_latents import encode
from learning.negatives import negative_prompt
from learning.ring import Ring, cut, places
from learning.shards import complete_shards
from learning.strange_words import StrangeWords
from learning.tokenizer import Tokenizer

FIRST = 16  # shards that a GPU encodes before it begins
TRIES = 3  # crops looked at until one shows some of the letters
LETTERS = 12 / 255  # mean of the mask that counts as some
SAYINGS = 8  # captions of each drawing, every second with strange words in between
NEGATIVES = 2000  # different negative prompts
SCALE = 8  # pixels a latent


class LatentCrops:
    """Random crops of drawings, kept on the device; `refresh()` takes in those drawn meanwhile.

    The CPU waits for the stage `latents` to encode them; a GPU encodes them itself, one shard at every refresh.
    """

    def __init__(self, config, device):
        self.folder, self.held_out = config["folders"]["shards"], config["draw"]["held_out"]
        self.kept, self.device = config["diffusion"]["kept"], device
        self.tokenize, self.strange = Tokenizer(config["folders"]["tokenizer"]), StrangeWords()
        self.empty = torch.tensor(self.tokenize(""), device=device)
        self.negatives = torch.tensor([self.tokenize(negative_prompt()) for _ in range(NEGATIVES)], device=device)
        self.favoured, self.favour = set(config["diffusion"]["favoured"]), config["diffusion"]["favour"]
        self.random = np.random.default_rng()
        self.rings, self.known = {}, set()
        self.vae = None
        if device.type == "cuda":
            vae = AutoencoderKL.from_pretrained(config["folders"]["vae"])
            self.vae = vae.eval().to(device, memory_format=devices.CHANNELS_LAST)
        self.refresh()
        if not self.rings:
            raise SystemExit(f"no latents in {self.folder}: run the stages draw and latents first")

    @property
    def count(self):
        return sum(len(ring) for ring in self.rings.values())

    def refresh(self):
        ending = ".json" if self.vae else "-latents.npy"
        fresh = [s for s in complete_shards(self.folder, self.held_out, ending) if s.number not in self.known]
        for shard in fresh[: (1 if self.rings else FIRST) if self.vae else None]:
            self.known.add(shard.number)
            self._take(shard)

    def _take(self, shard):
        latents = encode(self.vae, shard.pictures(), self.device) if self.vae else shard.latents()
        masks = torch.from_numpy(np.array(shard.masks())).to(self.device)
        meanings = shard.meanings()
        said = [[self.tokenize(self._say(each, saying)) for saying in range(SAYINGS)] for each in meanings]
        both = [self.favoured.issuperset((each.lettering, each.surroundings)) for each in meanings]
        size = tuple(masks.shape[1:])
        ring = self.rings.setdefault(size, Ring(self.kept * 512 * 512 // (size[0] * size[1]), self.device))
        ring.add(
            latents=torch.from_numpy(np.array(latents)),
            masks=masks,
            letters=sums(masks),
            ids=torch.tensor(said, dtype=torch.int32),
            shares=torch.where(torch.tensor(both), self.favour, 1.0),
        )

    def _say(self, meaning, saying):
        text = say(self.random, meaning)
        return self.strange.mixed(self.random, text) if saying % 2 else text

    def batch(self, n, height, width):
        """Latents float [n, c, height, width], masks uint8 [n, 8 height, 8 width], token ids [n, 77].

        Drawings smaller than the crop are passed over.
        """
        fitting = [ring for (h, w), ring in self.rings.items() if h >= SCALE * height and w >= SCALE * width]
        counts = np.array([len(ring) for ring in fitting], float)
        ring = fitting[self.random.choice(len(fitting), p=counts / counts.sum())]
        index = torch.multinomial(ring["shares"][: len(ring)], n, replacement=True)
        top, left = self._places(ring, index, height, width)
        return (
            cut(ring["latents"], index, top, left, height, width).float(),
            cut(ring["masks"], index, SCALE * top, SCALE * left, SCALE * height, SCALE * width),
            ring["ids"][index, torch.randint(SAYINGS, (n,), device=self.device)].long(),
        )

    def _places(self, ring, index, height, width):
        """Where in each drawing the crop begins: the first of some random places that shows letters, if one does."""
        room = [side - crop for side, crop in zip(ring["latents"].shape[2:], (height, width), strict=True)]
        top, left = (places(len(index), side, self.device) for side in room)
        for _ in range(TRIES - 1):
            area = ring["letters"]
            share = area[index, top + height, left + width] - area[index, top, left + width]
            share = share - area[index, top + height, left] + area[index, top, left]
            poor = share < LETTERS * height * width
            top = torch.where(poor, places(len(index), room[0], self.device), top)
            left = torch.where(poor, places(len(index), room[1], self.device), left)
        return top, left


def sums(masks):
    """How much letter there is above and to the left of each latent's corner: float [n, h/8 + 1, w/8 + 1], in latents."""
    letters = torch.cat([F.avg_pool2d(part[:, None].float() / 255, SCALE) for part in masks.split(16)])[:, 0]
    return F.pad(letters.cumsum(1).cumsum(2), (1, 0, 1, 0))
