"""Tesseract as a command: many images in one call."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&!?"
OPTIONS = ("-c", f"tessedit_char_whitelist={LETTERS}", "-c", "load_system_dawg=0", "-c", "load_freq_dawg=0")
LINE, WORD, BLOCK = 7, 8, 6  # page segmentation modes


def recognise(images: list[np.ndarray], mode: int) -> list[str]:
    """What Tesseract reads in each image, float [h, w] in 0..1. Raises FileNotFoundError without Tesseract."""
    if shutil.which("tesseract") is None:
        raise FileNotFoundError("tesseract is not installed; run: apt-get install tesseract-ocr")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, image in enumerate(images):
            paths.append(str(Path(folder) / f"{i}.png"))
            padded = np.pad(image, 16, constant_values=1.0)
            Image.fromarray(np.round(padded * 255).astype(np.uint8)).save(paths[-1], compress_level=1)
        texts = _run(paths, mode)
        if texts is None:  # it crashes on some images: find out which, and read the others
            texts = [(_run([path], mode) or [""])[0] for path in paths]
    return texts


def _run(paths: list[str], mode: int) -> list[str] | None:
    """The text of each image, or None if Tesseract crashed."""
    result = subprocess.run(
        ["tesseract", "stdin", "stdout", "--psm", str(mode), *OPTIONS],
        input="\n".join(paths),
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    if result.returncode != 0:
        return None
    pages = result.stdout.split("\f")
    return [" ".join(page.split()) for page in pages[: len(paths)]]
