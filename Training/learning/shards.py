"""Drawings on disk: numbered shards, each with pictures, masks and captions, memory-mapped when read.

A shard NNNN is `NNNN-pictures.npy` uint8 [n, h, w, 3], `NNNN-masks.npy` uint8 [n, h, w] (255 = letter) and
`NNNN.json`, a list of words and of what their captions mean (``drawing.captions.Caption``), which is written last: without it there is no shard.
The latents stage adds `NNNN-latents.npy` float16 [n, c, h/8, w/8].
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from drawing.captions import Caption


@dataclass(frozen=True)
class Shard:
    """One shard's files."""

    folder: Path
    number: int

    def path(self, ending):
        return self.folder / f"{self.number:04d}{ending}"

    @property
    def complete(self):
        return self.path(".json").exists()

    def pictures(self):
        return np.load(self.path("-pictures.npy"), mmap_mode="r")

    def masks(self):
        return np.load(self.path("-masks.npy"), mmap_mode="r")

    def latents(self):
        return np.load(self.path("-latents.npy"), mmap_mode="r")

    def meanings(self):
        """What each caption means, and one way of saying it."""
        return [Caption(**{name: value for name, value in each.items() if name != "word"}) for each in self.descriptions()]

    def descriptions(self):
        return json.loads(self.path(".json").read_text())

    def write(self, pictures, masks, descriptions):
        self.folder.mkdir(parents=True, exist_ok=True)
        save_array(self.path("-pictures.npy"), pictures)
        save_array(self.path("-masks.npy"), masks)
        write_text(self.path(".json"), json.dumps(descriptions, indent=0))


def save_array(path, array):
    """All of the file or nothing, whenever the program ends."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        np.save(file, array)
    os.replace(part, path)


def write_text(path, text):
    part = path.with_name(path.name + ".part")
    part.write_text(text)
    os.replace(part, path)


def complete_shards(folder, held_out, ending=".json"):
    """The training shards that have a file of that ending: never the held-out one."""
    shards = [Shard(folder, int(path.name[:4])) for path in sorted(folder.glob("[0-9][0-9][0-9][0-9].json"))]
    return [shard for shard in shards if shard.number != held_out and shard.path(ending).exists()]
