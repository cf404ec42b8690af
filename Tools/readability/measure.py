"""Measures the reader: python measure.py --word2img .build/release/word2img --shards FOLDER --numbers 8 250 251

Draws plain stencils, takes textured drawings (--shards, or --bank and --stencils to draw them anew), asks
`word2img read` about all of them in batches, and prints how many are readable. A drawing counts as readable at a
glance by a rule: letters or digits, strokes of 24 px of 512 and more, and a font whose plain stencil the reader reads.
What remains includes materials that hide the word (docs/readability.md).
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2] / "Training"))

import plain
import textured

READABLE = 0.8


def read(word2img: str, rows: list[tuple], folder: Path) -> tuple[list[dict], float]:
    """The verdicts of (picture, word) or (picture, word, stencil), and the CPU seconds that one took."""
    if not rows:
        return [], 0.0
    path = folder / "list.tsv"
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [word2img, "read", "--list", str(path), "--json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return [json.loads(line)["verdict"] for line in output.splitlines()], seconds / len(rows)


def report(name: str, verdicts: list[dict], seconds: float) -> None:
    scores = np.array([verdict["score"] for verdict in verdicts])
    exact = np.mean([verdict.get("views", {}).get("full") == 1 for verdict in verdicts])
    print(
        f"{name:42} {len(scores):4}   score of 0.8 and more {np.mean(scores >= READABLE):6.1%}   "
        f"read at full size {exact:6.1%}   {1000 * seconds:4.0f} ms",
        flush=True,
    )


def measure_plain(word2img: str, count: int, folder: Path) -> None:
    from drawing.words import HELD_OUT_WORDS, WORDS

    rng = np.random.default_rng(1)
    words = [*HELD_OUT_WORDS, *(word for word in WORDS if len(word) >= 3)]
    for kind in plain.FONTS:
        rows = []
        for i in range(count):
            word = words[i % len(words)]
            word = (word.upper(), word.capitalize(), word)[i % 3]
            fonts = plain.font_files(kind)
            path = folder / f"{kind}-{i}.png"
            plain.draw(rng, word, fonts[i % len(fonts)]).save(path, compress_level=1)
            rows.append((path, word))
        verdicts, seconds = read(word2img, rows, folder)
        report(f"plain, {kind}", verdicts, seconds)
        for (path, word), verdict in zip(rows, verdicts, strict=True):
            if verdict["score"] < READABLE:
                print(f"    {word}: {verdict.get('read_as')}, {verdict['score']:.2f}")


def measure_textured(word2img: str, drawings, count: int, folder: Path, failures: Path | None) -> None:
    kept: list[tuple[Path, str, Path]] = []
    while len(kept) < count:
        batch: list[tuple[Path, str, Path]] = []
        for drawing in drawings:
            if textured.suited(drawing):
                path, stencil = (folder / f"{part}{len(kept) + len(batch)}.png" for part in ("picture", "stencil"))
                Image.fromarray(drawing.picture).save(path, compress_level=1)
                Image.fromarray(drawing.stencil).save(stencil, compress_level=1)
                batch.append((path, drawing.word, stencil))
            if len(batch) == min(count - len(kept), 50):
                break
        if not batch:
            break
        verdicts, _ = read(word2img, [(stencil, word) for _, word, stencil in batch], folder)
        plainly = [row for row, verdict in zip(batch, verdicts, strict=True) if verdict["views"]["full"] == 1]
        for place, (path, word, stencil) in enumerate(plainly, len(kept)):
            kept.append(
                (path.rename(folder / f"kept{place}.png"), word, stencil.rename(folder / f"kept-stencil{place}.png"))
            )
    verdicts, seconds = read(word2img, kept, folder)
    report("textured, with the stencil", verdicts, seconds)
    if failures:
        failures.mkdir(parents=True, exist_ok=True)
        for (path, word, _), verdict in zip(kept, verdicts, strict=True):
            if verdict["score"] < READABLE:
                name = f"{word.replace(' ', '_')}-{verdict['score']:.2f}.png"
                Image.open(path).save(failures / f"{path.stem}-{name}")
    verdicts, seconds = read(word2img, [(path, word) for path, word, _ in kept], folder)
    report("textured, without", verdicts, seconds)
    # Each picture with the word and stencil of one that says another.
    others = []
    for i, (path, word, _) in enumerate(kept):
        j = next(j % len(kept) for j in range(i + 7, i + 7 + len(kept)) if kept[j % len(kept)][1].lower() != word.lower())
        others.append((path, kept[j][1], kept[j][2]))
    verdicts, seconds = read(word2img, others, folder)
    report("another word, with the stencil", verdicts, seconds)
    verdicts, seconds = read(word2img, [row[:2] for row in others], folder)
    report("another word, without", verdicts, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--word2img", default=".build/release/word2img")
    parser.add_argument("--shards", type=Path)
    parser.add_argument("--numbers", type=int, nargs="+", default=[8])
    parser.add_argument("--bank", type=Path)
    parser.add_argument("--stencils", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--failures", type=Path, help="a folder for the drawings that are not readable")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measure_plain(options.word2img, options.count, folder)
        if options.shards:
            drawings = textured.from_shards(options.shards, options.numbers)
        elif options.bank and options.stencils:
            drawings = textured.drawn(options.bank, options.stencils, seed=1)
        else:
            return
        measure_textured(options.word2img, drawings, options.count, folder, options.failures)


if __name__ == "__main__":
    main()
