"""Stage `draw`: shards of drawings, one after the other, until there are enough or the time is up.

Runs beside the trainers, which take in new shards as they appear. Shard n is always the same picture for picture.
"""

import time

import torch
from drawing.drawer import Drawer

from learning.shards import Shard

AT_ONCE = 16


def run(config, minutes):
    settings, folders = config["draw"], config["folders"]
    device = "cuda" if torch.cuda.is_available() else "cpu"
    end = time.monotonic() + 60 * minutes
    for number in range(settings["shards"]):
        shard = Shard(folders["shards"], number)
        if shard.complete:
            continue
        if time.monotonic() > end:
            return
        start = time.monotonic()
        size = settings["small_size"] if number % 4 == 3 else settings["size"]
        drawer = Drawer(folders["bank"], folders["stencils"], device, settings["seed"] + number)
        shard.write(*draw(drawer, settings["shard"], size))
        speed = settings["shard"] / (time.monotonic() - start)
        print(f"shard {number}: {settings['shard']} drawings of {size} pixels, {speed:.1f} a second", flush=True)


def draw(drawer, n, size):
    """Pictures [n, size, size, 3], masks [n, size, size] and descriptions."""
    pictures, masks, descriptions = [], [], []
    for first in range(0, n, AT_ONCE):
        drawings = drawer.draw(min(AT_ONCE, n - first), size)
        pictures.append(drawings.pictures.permute(0, 2, 3, 1).cpu())
        masks.append(drawings.masks.cpu())
        fields = drawings.captions, drawings.lettering, drawings.surroundings, drawings.words
        names = "caption", "lettering", "surroundings", "word"
        descriptions += [dict(zip(names, values, strict=True)) for values in zip(*fields, strict=True)]
    return torch.cat(pictures).numpy(), torch.cat(masks).numpy(), descriptions
