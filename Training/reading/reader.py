"""Reads textured lettering."""

import numpy as np

from .maps import lettering_maps
from .tesseract import LINE, WORD, recognise

ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "2": "z"})


def read(picture: np.ndarray) -> list[str]:
    """Everything that some map of the picture, uint8 [h, w, 3], may say; likeliest first, none twice."""
    maps = lettering_maps(picture)
    texts = [text for mode in (WORD, LINE) for text in recognise(maps, mode) if text]
    return sorted(dict.fromkeys(texts), key=texts.count, reverse=True)


def is_read(picture: np.ndarray, word: str) -> bool:
    """Whether the picture says the word, whatever the case; letters that look alike (O and 0, I, l and 1) are one."""
    return any(same(text, word) for text in read(picture))


def same(text: str, word: str) -> bool:
    return _plain(text) == _plain(word)


def _plain(text: str) -> str:
    return "".join(text.split()).lower().translate(ALIKE)
