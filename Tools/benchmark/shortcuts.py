"""What a shortcut gives and costs with the model that comes with word2img: times, differences, readability, a sheet.

usage: shortcuts.py PROGRAM cache-interval|token-downsampling SHEET.webp          (Python with numpy and Pillow)

Draws one picture of each prompt of Training/evaluation.toml with every value of the option, by turns.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import numpy as np
from PIL import Image

SHORTCUTS = {  # size of the pictures, and the values; the first is the exact one
    "cache-interval": (512, (1, 2, 3, 5)),
    "token-downsampling": (1024, (1, 2, 4)),
}
WORDS = ("SALE", "Ocean", "PARTY", "GOLD", "HEAT", "STAR", "COLD", "Sugar", "WOW", "BOOK")
SHOWN, SIDE = 6, 192  # prompts on the sheet, pixels a picture


def main():
    program, shortcut, sheet_path = sys.argv[1:]
    size, settings = SHORTCUTS[shortcut]
    prompts = tomllib.loads((Path(__file__).parents[2] / "Training/evaluation.toml").read_text())["prompts"]
    sheet = Image.new("RGB", (SHOWN * SIDE, len(settings) * SIDE))
    seconds, levels = np.zeros((len(prompts), len(settings))), np.zeros((len(prompts), len(settings)))
    read = np.zeros(len(settings), int)
    with tempfile.TemporaryDirectory() as folder:
        for row, (prompt, word) in enumerate(zip(prompts, WORDS, strict=True)):
            for column, setting in enumerate(settings):
                path = f"{folder}/{setting}.png"
                options = ["--text", word, "--prompt", prompt["text"], "--size", str(size), "--seed", "3", "--output", path]
                command = [program, "generate", *options, f"--{shortcut}", str(setting), "--json", "--quiet"]
                report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                seconds[row, column] = report["timings"]["steps"]
                read[column] += report["outputs"][0]["reading"]["readability"] >= 0.8
                picture = Image.open(path).convert("RGB")
                if column == 0:
                    exact = np.asarray(picture, float)
                levels[row, column] = np.abs(np.asarray(picture, float) - exact).mean()
                if row < SHOWN:
                    sheet.paste(picture.resize((SIDE - 4, SIDE - 4), Image.LANCZOS), (row * SIDE, column * SIDE))
    faster = np.median(seconds[:, :1] / seconds, 0)
    for column, setting in enumerate(settings):
        print(
            f"{setting}: {np.median(seconds[:, column]):.2f} s, {faster[column]:.1f} times faster, "
            f"{levels[:, column].mean():.1f} levels of 255 apart, {read[column]} of {len(prompts)} read"
        )
    sheet.save(sheet_path, quality=75)


if __name__ == "__main__":
    main()
