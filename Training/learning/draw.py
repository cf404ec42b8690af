"""Stage `draw`: shards of drawings until there are enough or the time is up.

Runs beside the trainers, which take in new shards as they appear. Shard n is always the same picture for picture.
"""

import multiprocessing
import time
from dataclasses import asdict

import torch
from drawing.drawer import Drawer

from learning.shards import Shard

AT_ONCE = 16


def run(config, minutes):
    end, processes = time.monotonic() + 60 * minutes, config["draw"]["processes"]
    if processes == 1:
        work(config, end, 0, 1, "cuda" if torch.cuda.is_available() else "cpu")
        return
    context = multiprocessing.get_context("spawn")
    team = [context.Process(target=work, args=(config, end, rank, processes, "cpu")) for rank in range(processes)]
    for each in team:
        each.start()
    for each in team:
        each.join()


def work(config, end, rank, processes, device):
    """Every `processes`-th shard, from number `rank` on."""
    settings, folders = config["draw"], config["folders"]
    if processes > 1:
        torch.set_num_threads(1)
    for number in range(rank, settings["shards"], processes):
        shard = Shard(folders["shards"], number)
        if shard.complete:
            continue
        if time.monotonic() > end:
            return
        start = time.monotonic()
        size = settings["sizes"][number % len(settings["sizes"])]
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
        said = zip(drawings.details, drawings.words, strict=True)
        descriptions += [{"word": word, **asdict(meaning)} for meaning, word in said]
    return torch.cat(pictures).numpy(), torch.cat(masks).numpy(), descriptions
