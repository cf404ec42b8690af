"""The bank of stencils: lettering and shapes with their distances, made once.

``python -m drawing.stencils --out FOLDER --count 8000``

FOLDER then holds ``masks.npy`` uint8 [N, 512, 512] (255 = letter), ``distances.npy`` float16 [N, 256, 256] (px of the
512 grid to the outline, positive inside) and, written last, ``stencils.json``: the text (or null for shapes) of each
and the mean breadths in px of its strokes and of the gaps between them. An interrupted run starts anew.
"""

import argparse
import json
import multiprocessing
import os
from pathlib import Path

import numpy as np

from .lettering import SIZE, Stencil, sample_stencil

CHUNK = 50


def build(folder: Path, count: int, processes: int, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.lib.format.open_memmap(folder / "masks.npy", "w+", np.uint8, (count, SIZE, SIZE))
    np.lib.format.open_memmap(folder / "distances.npy", "w+", np.float16, (count, SIZE // 2, SIZE // 2))
    jobs = [(folder, start, min(start + CHUNK, count), seed) for start in range(0, count, CHUNK)]
    records = []
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for chunk in pool.imap(_draw_chunk, jobs):
            records += chunk
            if len(records) % 1000 == 0:
                print(f"{len(records)} of {count} stencils", flush=True)
    _write_records(folder, records)


def save(folder: Path, stencils: list[Stencil]) -> None:
    """Writes a bank of given stencils."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "masks.npy", np.stack([stencil.mask for stencil in stencils]))
    np.save(folder / "distances.npy", np.stack([stencil.distance for stencil in stencils]).astype(np.float16))
    _write_records(folder, [_record(stencil) for stencil in stencils])


def _record(stencil: Stencil) -> dict:
    return {"text": stencil.text, "stroke": round(stencil.stroke, 1), "gap": round(stencil.gap, 1)}


def _write_records(folder: Path, records: list[dict]) -> None:
    temporary = folder / "stencils.json.partial"
    temporary.write_text(json.dumps(records))
    os.replace(temporary, folder / "stencils.json")


def _draw_chunk(job: tuple[Path, int, int, int]) -> list[dict]:
    folder, start, end, seed = job
    masks = np.load(folder / "masks.npy", mmap_mode="r+")
    distances = np.load(folder / "distances.npy", mmap_mode="r+")
    records = []
    for index in range(start, end):
        stencil = sample_stencil(np.random.default_rng((seed, index)))
        masks[index], distances[index] = stencil.mask, stencil.distance
        records.append(_record(stencil))
    return records


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    build(options.out, options.count, options.processes, options.seed)


if __name__ == "__main__":
    main()
