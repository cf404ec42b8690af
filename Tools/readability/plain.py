"""Plain stencils: words in fonts by kind, light or dark, blurred, with noise."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = 512
# Files by kind; those that this machine lacks are left out.
FONTS = {
    "sans": ("DejaVuSans-Bold", "Lato-Bold", "LiberationSans-Bold", "OpenSans-Bold", "Cabin-Bold", "Karla-Bold"),
    "serif": ("DejaVuSerif-Bold", "LiberationSerif-Bold", "Caladea-Bold", "Vollkorn-Bold", "C059-Bold"),
    "script": ("LobsterTwo-Bold", "lobster", "LeckerliOne-Regular", "KaushanScript-Regular", "Z003-MediumItalic"),
    "display": ("CherryBomb-Regular", "StayPuft", "BebasNeue-Regular", "RocknRollOne-Regular", "YuseiMagic-Regular"),
}
BLURS = (0.0, 3.0, 6.0)  # px
NOISES = (0, 30, 60)  # standard deviation of 255


def font_files(kind: str) -> list[Path]:
    folder = Path("/usr/share/fonts")
    found = {path.stem: path for path in sorted(folder.rglob("*.[to]tf"))}
    return [found[name] for name in FONTS[kind] if name in found]


def draw(rng: np.random.Generator, word: str, font: Path) -> Image.Image:
    """The word as large as fits, in one of the polarities, blurs and noises."""
    large = ImageFont.truetype(str(font), 200)
    left, top, right, bottom = large.getbbox(word)
    scale = min(0.88 * SIZE / (right - left), 0.88 * SIZE / (bottom - top))
    sized = ImageFont.truetype(str(font), 200 * scale)
    image = Image.new("L", (SIZE, SIZE))
    ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2), word, 255, sized, anchor="mm")
    values = np.asarray(image.filter(ImageFilter.GaussianBlur(float(rng.choice(BLURS)))), np.float32)
    if rng.random() < 0.5:
        values = 255 - values
    values = values + rng.normal(0, rng.choice(NOISES), values.shape)
    return Image.fromarray(np.clip(np.round(values), 0, 255).astype(np.uint8))
