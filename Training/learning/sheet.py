"""Stencils of plain lettering, and contact sheets."""

import numpy as np
from drawing.fonts import font_files
from PIL import Image, ImageDraw, ImageFont

FONT = "DejaVuSans-Bold"
MARGIN = 0.05


def stencil(word, height, width):
    """The word in bold capitals, as large as fits: uint8 [height, width], 255 = letter."""
    font = next((path for path in font_files() if path.stem == FONT), font_files()[0])
    image = Image.new("L", (width, height))
    box = ImageFont.truetype(str(font), 100).getbbox(word)
    room = 1 - 2 * MARGIN
    size = int(100 * min(room * width / (box[2] - box[0]), 0.6 * height / (box[3] - box[1])))
    lettering = ImageFont.truetype(str(font), size)
    left, top, right, bottom = lettering.getbbox(word)
    place = ((width - left - right) / 2, (height - top - bottom) / 2)
    ImageDraw.Draw(image).text(place, word, fill=255, font=lettering)
    return np.asarray(image)


def save_sheet(path, pictures, columns, side):
    """Pictures uint8 [h, w, 3] in rows, each shrunk to `side` pixels across; format by the file's ending."""
    images = [Image.fromarray(picture) for picture in pictures]
    images = [image.resize((side, side * image.height // image.width), Image.LANCZOS) for image in images]
    rows = [images[first : first + columns] for first in range(0, len(images), columns)]
    sheet = Image.new("RGB", (columns * side, sum(max(image.height for image in row) for row in rows)))
    y = 0
    for row in rows:
        for column, image in enumerate(row):
            sheet.paste(image, (column * side, y))
        y += max(image.height for image in row)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, quality=80)
