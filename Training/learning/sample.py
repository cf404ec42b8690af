"""Stage `sample`: a contact sheet of what the model draws now."""

import time

import numpy as np

from learning.sampler import Sampler
from learning.sheet import save_sheet, stencil

AT_ONCE = 4


def run(config):
    settings = config["sample"]
    sampler = Sampler(config)
    cases, side = settings["cases"], settings["size"]
    start, pictures = time.monotonic(), []
    for first in range(0, len(cases), AT_ONCE):
        part = cases[first : first + AT_ONCE]
        stencils = np.stack([stencil(word, side, side) for word, _ in part])
        seeds = [settings["seed"] + first + index for index in range(len(part))]
        pictures += list(sampler.draw([prompt for _, prompt in part], stencils, seeds))
    path = config["folders"]["samples"] / time.strftime("%H%M%S.png")
    save_sheet(path, pictures, settings["columns"], settings["shown"])
    print(f"{path}: {(time.monotonic() - start) / len(cases):.1f} s a picture")
