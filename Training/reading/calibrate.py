"""Measures the reader on held-out drawings.

``python -m reading.calibrate --bank FOLDER [--count 200] [--seed 1000]``

Held-out words are lettered in stencils of their own, in fonts whose plain stencils Tesseract reads, and drawn; the
reader is asked for the word that is there, and for another held-out word that is not.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from drawing.drawer import Drawer
from drawing.lettering import letter, measure
from drawing.stencils import save
from drawing.words import HELD_OUT_WORDS

from .reader import read, same
from .tesseract import LINE, recognise


def held_out_drawer(bank: Path, folder: Path, count: int, seed: int) -> Drawer:
    """A drawer whose stencils say one held-out word each, in broad strokes and a plain font."""
    rng = np.random.default_rng((seed, 1))
    stencils = []
    while len(stencils) < count:
        word = HELD_OUT_WORDS[len(stencils) % len(HELD_OUT_WORDS)]
        word = word.upper() if rng.random() < 0.6 else word.capitalize()
        stencil = measure(letter(rng, [word]), word)
        plain = 1 - stencil.mask[::2, ::2] / 255.0
        if stencil.stroke >= 24 and same(recognise([plain], LINE)[0], word):
            stencils.append(stencil)
    save(folder, stencils)
    return Drawer(bank, folder, seed=seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bank", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--failures", type=Path, help="a folder for the pictures that were not read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drawer = held_out_drawer(options.bank, Path(folder), options.count, options.seed)
        right = wrong = 0
        for number in range(1, options.count + 1):
            drawings = drawer.draw(1, options.size)
            picture, word = drawings.pictures[0].permute(1, 2, 0).numpy(), drawings.words[0]
            texts = read(picture)
            others = [other for other in HELD_OUT_WORDS if other != word.lower()]
            found = any(same(text, word) for text in texts)
            right += found
            wrong += any(same(text, drawer.rng.choice(others)) for text in texts)
            if options.failures and not found:
                _keep(options.failures, number, picture, word, drawings.captions[0], texts)
            if number % 20 == 0 or number == options.count:
                print(f"{number}: read {right / number:.1%}, read what is not there {wrong / number:.1%}", flush=True)


def _keep(folder: Path, number: int, picture: np.ndarray, word: str, caption: str, texts: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(folder / f"{number:04}-{word}.png")
    (folder / f"{number:04}-{word}.txt").write_text("\n".join([caption, *texts]))


if __name__ == "__main__":
    main()
