"""How much the classifier names of the evaluation when the renderer draws it: no model can be expected to do better.

``python -m judging.ceiling --bank FOLDER [--words 10]`` has the program letter the evaluation's words, draws each in the materials
that each prompt asks for, in neutral light, and prints by material what was named right and what it was taken for.
"""

import argparse
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import torch

from drawing import captions
from drawing.captions import Caption
from drawing.drawer import Drawer
from drawing.lettering import measure
from drawing.stencils import save
from learning.configuration import TRAINING, load
from learning.evaluate import Program, cases

from .classifier import Classifier

SIZE = 512


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bank", type=Path, required=True)
    parser.add_argument("--words", type=int, default=10, help="of the evaluation's 50, for each of its prompts")
    options = parser.parse_args()
    settings, classifier = load(None)["evaluate"], Classifier()
    by_material: dict[str, list[dict]] = {}
    for case in cases(1):
        by_material.setdefault(case["lettering"], []).append(case)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(TRAINING.parent / settings["program"], Path(folder))
        for listed in by_material.values():
            named = []
            for case in listed[: options.words]:
                save(Path(folder), [measure(program.mask(case["word"], SIZE), case["word"])])
                drawer = Drawer(options.bank, folder, seed=case["seed"])
                drawing = drawer.draw(1, SIZE, [neutral(drawer, case["lettering"], case["surroundings"])])
                named.append(classifier.name(drawing.pictures[0].permute(1, 2, 0).numpy(), drawing.masks[0].numpy()))
            report(listed[0]["lettering"], listed[0]["surroundings"], named)


def neutral(drawer: Drawer, lettering: str, surroundings: str) -> Caption:
    """A caption of both materials, in any of their colours, without a tone, light or framing of its own."""
    meaning = captions.sample(drawer.rng, lettering, surroundings)
    return replace(meaning, tone="", light="", framing="", focus="")


def report(lettering: str, surroundings: str, named: list[tuple[str, str]]) -> None:
    first, second = Counter(pair[0] for pair in named), Counter(pair[1] for pair in named)
    others = ", ".join(sorted({*first, *second} - {lettering, surroundings}))
    print(
        f"{lettering} on {surroundings}: lettering {first[lettering]}, surroundings {second[surroundings]} of {len(named)}"
        + (f"; taken for {others}" if others else ""),
        flush=True,
    )


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
