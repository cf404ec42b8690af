"""Stage `evaluate`: draws the words and prompts of evaluation.toml, and has the results read back.

Pictures go to `samples/evaluation/SIDE/`, an index with them; what is drawn already is not drawn again, so the
stage can be stopped and started. Of the N pictures of a side, `share` in the configuration takes every 1/share-th.
"""

import json
import tomllib

import numpy as np
from PIL import Image

from learning.configuration import TRAINING
from learning.sampler import Sampler
from learning.sheet import save_sheet, stencil
from learning.shards import write_text

SHEET = 40


def cases(config):
    """The evaluation's pictures, words and prompts mixed: dicts of word, prompt, lettering, surroundings, seed."""
    table = tomllib.loads((TRAINING / "evaluation.toml").read_text())
    words, prompts = table["words"], table["prompts"]
    everything = []
    for index in range(len(words) * len(prompts)):
        word = words[index % len(words)]
        prompt = prompts[(index + index // len(words)) % len(prompts)]
        everything.append({"word": word, **prompt, "seed": 1000 + index})
    return everything[:: round(1 / config["evaluate"]["share"])]


def run(config):
    settings = config["evaluate"]
    sampler = None
    for side in settings["sides"]:
        folder = config["folders"]["samples"] / "evaluation" / str(side)
        folder.mkdir(parents=True, exist_ok=True)
        listed = cases(config)
        for case in listed:
            path = folder / f"{case['seed']}.png"
            if not path.exists():
                sampler = sampler or Sampler(config)
                mask = stencil(case["word"], side, side)[None]
                Image.fromarray(sampler.draw([case["text"]], mask, [case["seed"]])[0]).save(path)
        write_text(folder / "index.json", json.dumps(listed, indent=0))
        pictures = [np.asarray(Image.open(folder / f"{case['seed']}.png")) for case in listed]
        save_sheet(folder / "sheet.png", pictures[:SHEET], 8, 192)
        print(f"{side} pixels: {len(listed)} pictures in {folder}", flush=True)
        report(listed, pictures)


def report(listed, pictures):
    """How many words the reader reads, in all and by lettering."""
    try:
        from reading.reader import read_word
    except ImportError:
        print("the package `reading` is not there: nothing was read")
        return
    read = {}
    for case, picture in zip(listed, pictures, strict=True):
        text = read_word(picture)
        read.setdefault(case["lettering"], []).append(text.upper() == case["word"].upper())
    everything = [value for values in read.values() for value in values]
    print(f"words read: {np.mean(everything):.0%}", {name: f"{np.mean(values):.0%}" for name, values in read.items()})
