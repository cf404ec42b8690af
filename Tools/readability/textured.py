"""Textured drawings with their stencils and words: drawn anew, or from the shards that the training has drawn."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LEAST_STROKE = 24.0  # px of 512; thinner strokes a person may well read, but not at a glance


@dataclass
class Drawing:
    """picture: uint8 [512, 512, 3]; stencil: uint8 [512, 512], 255 = letter."""

    picture: np.ndarray
    stencil: np.ndarray
    word: str
    caption: str


def from_shards(folder: Path, numbers: list[int]) -> Iterator[Drawing]:
    for number in numbers:
        described = json.loads((folder / f"{number:04}.json").read_text())
        pictures = np.load(folder / f"{number:04}-pictures.npy", mmap_mode="r")
        stencils = np.load(folder / f"{number:04}-masks.npy", mmap_mode="r")
        for i, drawing in enumerate(described if pictures.shape[1] == 512 else []):
            yield Drawing(np.array(pictures[i]), np.array(stencils[i]), drawing["word"], drawing["caption"])


def drawn(bank: Path, stencils: Path, seed: int) -> Iterator[Drawing]:
    from drawing.drawer import Drawer

    drawer = Drawer(bank, stencils, seed=seed)
    while True:
        made = drawer.draw(1)
        picture = made.pictures[0].permute(1, 2, 0).numpy()
        yield Drawing(picture, made.masks[0].numpy(), made.words[0], made.captions[0])


def suited(drawing: Drawing) -> bool:
    """Whether it is a word of letters or digits in broad strokes."""
    from drawing.lettering import measure

    word = drawing.word
    if not word or not 3 <= len(word) <= 12 or not all(c.isalnum() or c == " " for c in word):
        return False
    return measure(drawing.stencil, word).stroke >= LEAST_STROKE
