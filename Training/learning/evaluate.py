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
        report(listed, pictures, [stencil(case["word"], side, side) for case in listed])


def report(listed, pictures, masks):
    """Shares of pictures whose word is read, whose materials the classifier names, and both; by lettering too."""
    from reading.classifier import WEIGHTS, Classifier
    from reading.reader import is_read

    classifier = Classifier() if WEIGHTS.exists() else None
    results = []
    for case, picture, mask in zip(listed, pictures, masks, strict=True):
        row = {"lettering": case["lettering"], "word read": is_read(picture, case["word"])}
        if classifier:
            lettering, surroundings = classifier.name(picture, mask)
            row["lettering named"] = lettering == case["lettering"]
            row["surroundings named"] = surroundings == case["surroundings"]
            row["word and lettering"] = row["word read"] and row["lettering named"]
        results.append(row)
    measures = [name for name in results[0] if name != "lettering"]
    print("all:", shares(results, measures))
    for lettering in sorted({row["lettering"] for row in results}):
        print(f"{lettering}:", shares([row for row in results if row["lettering"] == lettering], measures))
    if not classifier:
        print(f"no classifier at {WEIGHTS}: materials were not judged (python -m reading.classifier train)")


def shares(rows, measures):
    return ", ".join(f"{name} {np.mean([row[name] for row in rows]):.0%}" for name in measures)
