"""The bank of texture tiles, drawn once and read by every drawer.

``python -m drawing.bank --out FOLDER --per-material 12 --processes 2 --seed 0``

FOLDER then holds, for T tiles of 512 x 512: ``colour.npy`` uint8 [T, 512, 512, 3], ``height.npy`` float16
[T, 512, 512] px, ``offset.npy`` int8 [T, 512, 512, 2] px, and ``tiles.json``, written last: material, colour word and
reach (px from an element's centre to its border, 0 without elements) of each tile. An interrupted run goes on.
"""

import argparse
import json
import multiprocessing
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from . import textures
from .materials import MATERIALS

TILE = 512
ARRAYS = {
    "colour": (np.uint8, (3,)),
    "height": (np.float16, ()),
    "offset": (np.int8, (2,)),
    "reach": (np.float32, None),
}


@dataclass(frozen=True)
class Tile:
    material: str
    colour: str
    reach: float = 0.0


def plan(per_material: int) -> list[Tile]:
    """Every material's tiles, its colours by turns, at least two tiles a colour."""
    tiles = []
    for name, material in MATERIALS.items():
        colours = material.colours or ("",)
        tiles += [Tile(name, colours[i % len(colours)]) for i in range(max(per_material, 2 * len(colours)))]
    return tiles


def build(folder: Path, per_material: int, processes: int, seed: int) -> None:
    tiles = plan(per_material)
    folder.mkdir(parents=True, exist_ok=True)
    for name, (kind, channels) in ARRAYS.items():
        if not (folder / f"{name}.npy").exists():
            shape = (len(tiles),) if channels is None else (len(tiles), TILE, TILE, *channels)
            array = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", kind, shape)
            if channels is None:
                array[:] = -1  # not drawn yet
    missing = np.flatnonzero(np.load(folder / "reach.npy") < 0)
    jobs = [(folder, int(i), tiles[i], seed) for i in missing]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for done, _ in enumerate(pool.imap_unordered(_draw_tile, jobs, chunksize=2), 1):
            if done % 50 == 0 or done == len(jobs):
                print(f"{done} of {len(jobs)} tiles", flush=True)
    reach = np.load(folder / "reach.npy")
    records = [asdict(Tile(tile.material, tile.colour, float(r))) for tile, r in zip(tiles, reach, strict=True)]
    temporary = folder / "tiles.json.partial"
    temporary.write_text(json.dumps(records))
    os.replace(temporary, folder / "tiles.json")


def _draw_tile(job: tuple[Path, int, Tile, int]) -> None:
    folder, index, tile, seed = job
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r+") for name in ARRAYS}
    texture = textures.draw(tile.material, tile.colour, np.random.default_rng((seed, index)), TILE)
    arrays["colour"][index] = np.round(np.clip(texture.colour, 0, 1) * 255)
    arrays["height"][index] = texture.height
    reach = 0.0
    if texture.offset is not None:
        arrays["offset"][index] = np.clip(texture.offset, -127, 127)
        reach = float(np.percentile(np.hypot(*np.moveaxis(texture.offset[::4, ::4].astype(np.float32), -1, 0)), 95))
    arrays["reach"][index] = reach


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--per-material", type=int, default=12)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    build(options.out, options.per_material, options.processes, options.seed)


if __name__ == "__main__":
    main()
