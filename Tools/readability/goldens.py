"""Remakes Tests/Goldens/readability: python goldens.py --shards FOLDER --numbers 8 250 --word2img PATH

The first drawings of the shards that are suited (textured.py) and whose plain stencil is read, whatever becomes of
them, and the first that show shapes and no word.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "Training"))

import textured
from measure import read

FOLDER = ROOT / "Tests/Goldens/readability"
SIDE = 320  # px
COUNT = 40
WORDLESS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--numbers", type=int, nargs="+", default=[8, 250, 251])
    parser.add_argument("--word2img", default=".build/release/word2img")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawings, wordless = [], []
    for drawing in textured.from_shards(options.shards, options.numbers):
        if drawing.word is None and len(wordless) < WORDLESS:
            wordless.append(drawing)
        elif len(drawings) < 2 * COUNT and textured.suited(drawing):
            drawings.append(drawing)
    with tempfile.TemporaryDirectory() as name:
        folder, rows = Path(name), []
        for i, drawing in enumerate(drawings):
            rows.append((folder / f"{i}.png", drawing.word))
            Image.fromarray(drawing.stencil).save(rows[-1][0])
        verdicts, _ = read(options.word2img, rows, folder)
    plainly = [d for d, verdict in zip(drawings, verdicts, strict=True) if verdict["views"]["full"] == 1][:COUNT]
    entries = []
    for i, drawing in enumerate(plainly + wordless):
        picture, stencil = f"{i:02}.webp", f"{i:02}-stencil.png"
        size = (SIDE, SIDE) if drawing.word else (SIDE // 2, SIDE // 2)
        Image.fromarray(drawing.picture).resize(size, Image.LANCZOS).save(FOLDER / picture, quality=82, method=6)
        entry = {"picture": picture, "caption": drawing.caption}
        if drawing.word:
            reduced = Image.fromarray(drawing.stencil).resize(size, Image.BOX).quantize(8)
            reduced.save(FOLDER / stencil, optimize=True)
            entry |= {"word": drawing.word, "stencil": stencil}
        entries.append(entry)
    (FOLDER / "list.json").write_text(json.dumps(entries, indent=1) + "\n")


if __name__ == "__main__":
    main()
