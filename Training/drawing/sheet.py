"""Contact sheets to look at.

``python -m drawing.sheet --bank FOLDER --stencils FOLDER --out sheet.png [--kind pictures|materials] [--count 40]``
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from .captions import sample
from .drawer import Drawer
from .materials import MATERIALS


def contact_sheet(pictures: torch.Tensor, titles: list[str], columns: int, side: int) -> Image.Image:
    """Pictures uint8 [n, 3, h, w] in rows of ``columns``, each scaled to ``side`` px over its title."""
    rows, line = -(-len(pictures) // columns), 14
    sheet = Image.new("RGB", (columns * side, rows * (side + line)), "white")
    pen = ImageDraw.Draw(sheet)
    for i, picture in enumerate(pictures):
        x, y = i % columns * side, i // columns * (side + line)
        image = Image.fromarray(picture.permute(1, 2, 0).cpu().numpy())
        sheet.paste(image.resize((side, side), Image.LANCZOS), (x, y))
        pen.text((x + 2, y + side + 1), titles[i][: side // 6], fill="black")
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bank", type=Path, required=True)
    parser.add_argument("--stencils", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kind", choices=("pictures", "materials"), default="pictures")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("--side", type=int, default=256)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    drawer = Drawer(options.bank, options.stencils, seed=options.seed)
    rng = np.random.default_rng(options.seed)
    wanted = [sample(rng) for _ in range(options.count)]
    if options.kind == "materials":
        wanted = [sample(rng, name) for name in MATERIALS]
    drawn = [
        drawer.draw(1, options.size, [caption]) if options.kind == "materials" else drawer.draw(1, options.size)
        for caption in wanted
    ]
    pictures = torch.cat([drawings.pictures for drawings in drawn])
    titles = [drawings.lettering[0] if options.kind == "materials" else drawings.captions[0] for drawings in drawn]
    contact_sheet(pictures, titles, options.columns, options.side).save(options.out)


if __name__ == "__main__":
    main()
