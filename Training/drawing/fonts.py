"""The fonts on this machine that letter well: Latin, not too thin."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
UNSUITED = (
    "symbol",
    "dingbat",
    "emoji",
    "d050000l",
    "math",
    "hairline",
    "thin",
    "light",
    "outline",
    "initials",
    "keyboard",
    "notomusic",
    "tamil",
    "fallback",
    "smallcaps",
    "medievalsharp",
)
NOTO = ("NotoSans-", "NotoSerif-", "NotoSansDisplay-", "NotoSerifDisplay-", "NotoSansMono-")
HEAVY = (
    "bold",
    "black",
    "heavy",
    "medium",
    "cherrybomb",
    "leckerli",
    "lobster",
    "bebas",
    "staypuft",
    "rocknroll",
    "fat",
)
SCRIPTS = ("lobster", "leckerli", "kaushan", "chancery", "zapf", "chorus")


def is_script(path: Path) -> bool:
    """Whether letters join, so that they must not be moved apart."""
    return any(word in path.stem.lower() for word in SCRIPTS)


def is_heavy(path: Path) -> bool:
    return any(word in path.stem.lower() for word in HEAVY)


@lru_cache(maxsize=1)
def font_files() -> tuple[Path, ...]:
    """Paths of usable fonts, sorted, one of each file name."""
    found = {}
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.[to]tf")):
            name = path.stem.lower().replace(" ", "")
            if any(word in name for word in UNSUITED) or (name.startswith("noto") and not path.name.startswith(NOTO)):
                continue
            if path.stem not in found and _has_latin_letters(path):
                found[path.stem] = path
    if not found:
        raise FileNotFoundError("no fonts under " + ", ".join(map(str, FOLDERS)) + "; install those of fonts.txt")
    return tuple(found.values())


def _has_latin_letters(path: Path) -> bool:
    try:
        font = ImageFont.truetype(str(path), 32)
        shapes = {bytes(font.getmask(letter)) for letter in "AgM7&"}
    except OSError:
        return False
    return len(shapes) == 5
