"""What --cache-interval gives and costs with the model that comes with word2img: times, differences, readability, a sheet.

usage: cache_interval.py PROGRAM SHEET.webp          (Python with numpy and Pillow)

Draws one picture of each prompt of Training/evaluation.toml with every interval, by turns.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import numpy as np
from PIL import Image

INTERVALS = (1, 2, 3, 5)
WORDS = ("SALE", "Ocean", "PARTY", "GOLD", "HEAT", "STAR", "COLD", "Sugar", "WOW", "BOOK")
SHOWN, SIDE = 6, 192  # prompts on the sheet, pixels a picture


def main():
    program, sheet_path = sys.argv[1:]
    prompts = tomllib.loads((Path(__file__).parents[2] / "Training/evaluation.toml").read_text())["prompts"]
    sheet = Image.new("RGB", (SHOWN * SIDE, len(INTERVALS) * SIDE))
    seconds, levels = np.zeros((len(prompts), len(INTERVALS))), np.zeros((len(prompts), len(INTERVALS)))
    read = np.zeros(len(INTERVALS), int)
    with tempfile.TemporaryDirectory() as folder:
        for row, (prompt, word) in enumerate(zip(prompts, WORDS, strict=True)):
            for column, interval in enumerate(INTERVALS):
                path = f"{folder}/{interval}.png"
                options = ["--text", word, "--prompt", prompt["text"], "--size", "512", "--seed", "3", "--output", path]
                command = [program, "generate", *options, "--cache-interval", str(interval), "--json", "--quiet"]
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
    for column, interval in enumerate(INTERVALS):
        print(
            f"{interval}: {np.median(seconds[:, column]):.2f} s, {faster[column]:.1f} times faster, "
            f"{levels[:, column].mean():.1f} levels of 255 apart, {read[column]} of {len(prompts)} read"
        )
    sheet.save(sheet_path, quality=75)


if __name__ == "__main__":
    main()
