"""Small picture files of every kind that is read, by Pillow and by hand, and what they show: Tests/Goldens/pictures.

pictures.json says of each file its size and the colours in the middle of its quadrants (top left, top right, bottom
left, bottom right), and how far from them a decoder may be.
"""

import io
import json
import os
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

from golden import FOLDER

RED, GREEN, BLUE, OCHRE = (220, 30, 40), (30, 200, 60), (40, 60, 210), (190, 140, 30)
QUADRANTS = [RED, GREEN, BLUE, OCHRE]
WIDTH, HEIGHT = 48, 32
# Paper, black, magenta on yellow, cyan on yellow; and about how they look in print: nobody knows without a profile.
INKS = [(0, 0, 0, 0), (0, 0, 0, 255), (0, 255, 255, 0), (255, 0, 255, 0)]
PRINTED = [(255, 255, 255), (35, 31, 32), (237, 28, 36), (0, 166, 81)]
RECIPE = '{"text": "PIZZA", "prompt": "crème brûlée 🍕, \\"日本\\""}'
ORIENTATION, SOFTWARE, EXIF, COMMENT = 274, 305, 34665, 37510  # tags


def make():
    pictures = Pictures(os.path.join(FOLDER, "pictures"))
    for group in (png, jpeg, webp, gif, tiff, icc, orientations, recipes):
        group(pictures)
    pictures.save()


class Pictures:
    def __init__(self, folder):
        self.folder, self.cases = folder, []

    def add(self, name, content, colours=QUADRANTS, tolerance=0, size=(WIDTH, HEIGHT), **facts):
        os.makedirs(self.folder, exist_ok=True)
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(content)
        case = {"name": name, "width": size[0], "height": size[1], "colours": colours, "tolerance": tolerance, **facts}
        self.cases.append(case)

    def refuse(self, name, content, error):
        """A file that is valid and not read."""
        self.add(name, content, refused=error)

    def save(self):
        with open(self.folder + ".json", "w") as file:
            cases = ",\n".join(json.dumps(case, ensure_ascii=False) for case in self.cases)
            file.write(f"[\n{cases}\n]\n")
        print(f"pictures: {len(self.cases)} cases")


def quadrants(mode="RGB", colours=QUADRANTS):
    picture = Image.new(mode, (WIDTH, HEIGHT))
    for index, colour in enumerate(colours):
        x, y = index % 2 * WIDTH // 2, index // 2 * HEIGHT // 2
        picture.paste(colour, (x, y, x + WIDTH // 2, y + HEIGHT // 2))
    return picture


def encoded(picture, kind, **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def greys(values):
    return [(value, value, value) for value in values]


def png(pictures):
    grey = [20, 90, 160, 240]
    pictures.add("rgb.png", encoded(quadrants(), "PNG"))
    pictures.add("grey.png", encoded(quadrants("L", grey), "PNG"), greys(grey))
    pictures.add("bit.png", encoded(quadrants("1", [0, 1, 1, 0]), "PNG"), greys([0, 255, 255, 0]))
    pictures.add("palette.png", encoded(quadrants().quantize(4), "PNG"))
    pictures.add(
        "palette-transparent.png", encoded(transparent_palette(), "PNG", transparency=0), [(255,) * 3] + QUADRANTS[1:]
    )
    # Dark letters on nothing stay dark on white; white ones would vanish there and get a black ground.
    dark = [(*RED, 255), (0, 0, 0, 0), (*BLUE, 128), (0, 0, 0, 0)]
    on_white = [RED, (255,) * 3, (147, 157, 232), (255,) * 3]
    pictures.add("alpha-dark.png", encoded(quadrants("RGBA", dark), "PNG"), on_white, 1)
    light = [(255, 255, 255, 255), (0, 0, 0, 0), (255, 240, 200, 255), (255, 255, 255, 0)]
    on_black = [(255,) * 3, (0,) * 3, (255, 240, 200), (0,) * 3]
    pictures.add("alpha-light.png", encoded(quadrants("RGBA", light), "PNG"), on_black)
    pictures.add("alpha-none.png", encoded(quadrants("RGBA", [(9, 9, 9, 0)] * 4), "PNG"), [(255,) * 3] * 4)
    grey_alpha = [(20, 255), (20, 0), (100, 255), (0, 0)]
    pictures.add("grey-alpha.png", encoded(quadrants("LA", grey_alpha), "PNG"), greys([20, 255, 100, 255]))
    wide = np.asarray(quadrants()).astype(np.uint16) * 257
    pictures.add("rgb16.png", png_by_hand(wide, colour_type=2, bits=16), tolerance=1)
    opaque = np.full((HEIGHT, WIDTH, 1), 65535, np.uint16)
    opaque[:, WIDTH // 2 :] = 0
    alpha16 = png_by_hand(np.concatenate([wide, opaque], axis=2), colour_type=6, bits=16)
    pictures.add("rgba16.png", alpha16, [RED, (255,) * 3, BLUE, (255,) * 3], 1)
    pictures.add("grey16.png", encoded(quadrants("I;16", [value * 257 for value in grey]), "PNG"), greys(grey), 1)
    pictures.add("interlaced.png", png_by_hand(np.asarray(quadrants()), colour_type=2, bits=8, interlaced=True))
    pictures.add("one-pixel.png", encoded(Image.new("RGB", (1, 1), RED), "PNG"), [RED] * 4, size=(1, 1))


def transparent_palette():
    """The palette's colour 0, which is the first quadrant's, is transparent."""
    picture = Image.new("P", (WIDTH, HEIGHT))
    picture.putpalette([channel for colour in QUADRANTS for channel in colour])
    indices = quadrants("L", [0, 1, 2, 3])
    picture.putdata(list(indices.get_flattened_data()))
    return picture


def png_by_hand(samples, colour_type, bits, interlaced=False):
    """What Pillow doesn't write: 16 bits a channel, and Adam7."""
    passes = [(0, 0, 1, 1)]
    if interlaced:
        passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    rows = b""
    for x, y, step_x, step_y in passes:
        for row in samples[y::step_y, x::step_x]:
            rows += b"\0" + row.astype(">u2" if bits == 16 else "u1").tobytes()
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], bits, colour_type, 0, 0, int(interlaced))
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def jpeg(pictures):
    pictures.add("rgb.jpg", encoded(quadrants(), "JPEG", quality=95, subsampling=0), tolerance=4)
    pictures.add("subsampled.jpg", encoded(quadrants(), "JPEG", quality=80), tolerance=8)
    pictures.add("progressive.jpg", encoded(quadrants(), "JPEG", quality=95, progressive=True), tolerance=8)
    grey = [20, 90, 160, 240]
    pictures.add("grey.jpg", encoded(quadrants("L", grey), "JPEG", quality=95), greys(grey), 3)
    pictures.add("cmyk.jpg", encoded(quadrants("CMYK", INKS), "JPEG", quality=95), PRINTED, 40)


def webp(pictures):
    pictures.add("lossless.webp", encoded(quadrants(), "WEBP", lossless=True))
    pictures.add("lossy.webp", encoded(quadrants(), "WEBP", quality=90), tolerance=10)
    dark = [(*RED, 255), (0, 0, 0, 0), (*BLUE, 255), (0, 0, 0, 0)]
    on_white = [RED, (255,) * 3, BLUE, (255,) * 3]
    pictures.add("alpha.webp", encoded(quadrants("RGBA", dark), "WEBP", lossless=True), on_white)
    later = [quadrants("RGB", [OCHRE] * 4)]
    animated = encoded(quadrants(), "WEBP", lossless=True, save_all=True, append_images=later, duration=100)
    pictures.add("animated.webp", animated)


def gif(pictures):
    pictures.add("plain.gif", encoded(quadrants().quantize(4), "GIF"))
    pictures.add("transparent.gif", encoded(transparent_palette(), "GIF", transparency=0), [(255,) * 3] + QUADRANTS[1:])
    later = [quadrants("RGB", [OCHRE] * 4).quantize(4)]
    animated = encoded(quadrants().quantize(4), "GIF", save_all=True, append_images=later, duration=100)
    pictures.add("animated.gif", animated)


def tiff(pictures):
    grey = [20, 90, 160, 240]
    for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        short = name.removeprefix("tiff_").removeprefix("adobe_")
        pictures.add(f"{short}.tiff", encoded(quadrants(), "TIFF", compression=name))
    pictures.add("grey.tiff", encoded(quadrants("L", grey), "TIFF"), greys(grey))
    pictures.add("grey16.tiff", encoded(quadrants("I;16", [value * 257 for value in grey]), "TIFF"), greys(grey), 1)
    pictures.add(
        "fax.tiff", encoded(quadrants("1", [0, 1, 1, 0]), "TIFF", compression="group4"), greys([0, 255, 255, 0])
    )
    pictures.add("palette.tiff", encoded(quadrants().quantize(4), "TIFF"))
    pictures.add("cmyk.tiff", encoded(quadrants("CMYK", INKS), "TIFF"), PRINTED, 40)
    dark = [(*RED, 255), (0, 0, 0, 0), (*BLUE, 255), (0, 0, 0, 0)]
    pictures.add("alpha.tiff", encoded(quadrants("RGBA", dark), "TIFF"), [RED, (255,) * 3, BLUE, (255,) * 3])
    later = [quadrants("RGB", [OCHRE] * 4)]
    pictures.add("pages.tiff", encoded(quadrants(), "TIFF", save_all=True, append_images=later))
    pictures.refuse("float.tiff", encoded(quadrants("F", [0, 0.3, 0.6, 1]), "TIFF"), "bits a channel 32")
    pictures.refuse("jpeg.tiff", encoded(quadrants(), "TIFF", compression="jpeg"), "compression 7")


def icc(pictures):
    """With a profile that says what is stored as red is green, and the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[place : place + 4]): place for place in range(132, 132 + 12 * profile[131], 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    swapped = [(green, red, blue) for red, green, blue in QUADRANTS]
    for name, kind, options in (
        ("icc.png", "PNG", {}),
        ("icc.jpg", "JPEG", {"quality": 95, "subsampling": 0}),
        ("icc.webp", "WEBP", {"lossless": True}),
        ("icc.tiff", "TIFF", {}),
    ):
        content = encoded(quadrants(colours=swapped), kind, icc_profile=bytes(profile), **options)
        pictures.add(name, content, tolerance=5)
    broken = encoded(quadrants(), "PNG", icc_profile=bytes(profile[:100]) + bytes(len(profile) - 100))
    pictures.add("icc-broken.png", broken)


def orientations(pictures):
    turned = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM}
    turned |= {5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE}
    turned |= {8: Image.Transpose.ROTATE_270}
    for value in range(1, 9):
        exif = Image.Exif()
        exif[ORIENTATION] = value
        stored = quadrants().transpose(turned[value]) if value in turned else quadrants()
        pictures.add(f"orientation-{value}.jpg", encoded(stored, "JPEG", quality=95, exif=exif), tolerance=8)
        if value == 6:
            pictures.add("orientation-6.png", encoded(stored, "PNG", exif=exif))
            pictures.add("orientation-6.webp", encoded(stored, "WEBP", lossless=True, exif=exif))
            pictures.add("orientation-6.tiff", encoded(stored, "TIFF", tiffinfo={ORIENTATION: 6}))


def recipes(pictures):
    """As another program would store our recipe: EXIF little-endian."""
    text = PngImagePlugin.PngInfo()
    text.add_itxt("Comment", "another text")
    text.add_itxt("word2img", RECIPE)
    pictures.add("recipe.png", encoded(quadrants(), "PNG", pnginfo=text), recipe=RECIPE)
    exif = Image.Exif()
    exif.endian = "<"
    exif[SOFTWARE] = "word2img"
    exif.get_ifd(EXIF)[COMMENT] = b"UNICODE\0" + RECIPE.encode("utf-16-le")
    pictures.add("recipe.jpg", encoded(quadrants(), "JPEG", exif=exif), tolerance=20, recipe=RECIPE)
    pictures.add("recipe.webp", encoded(quadrants(), "WEBP", lossless=True, exif=exif), recipe=RECIPE)
    exif[SOFTWARE] = "another program"
    pictures.add("comment.jpg", encoded(quadrants(), "JPEG", exif=exif), tolerance=20)
