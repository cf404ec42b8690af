"""The embedded model: its final latents and picture for one word, as diffusers makes them.

The model is `share/models/embedded`, or the folder in WORD2IMG_EMBEDDED. Its files' CRC-32 are kept beside the
numbers, so that a test can tell a replaced model from a broken engine.
"""

import json
import os
import zlib

import numpy
import torch
from PIL import Image, ImageDraw, ImageFont

import bf16
import tiny_models
from golden import FOLDER, REPOSITORY, Golden, relative
from pipeline_goldens import noise, run
from texts import PROMPTS

STENCIL = "embedded-stencil.png"
WORD, SIZE = "PIZZA", 256
CASE = dict(
    scheduler="ddim",
    prompt=PROMPTS[0],
    negative_prompt="",
    steps=25,
    guidance_scale=7.5,
    control_scale=1.8,
    control_start=0.19,
    control_end=1.0,
    seed=6130473235,
    samples=1,
    width=SIZE,
    height=SIZE,
)
GROUP = "embedded.ddim"


def stencil():
    """White letters on black, in Pillow's own font. Drawn once: what is in the repository is what counts."""
    path = os.path.join(FOLDER, STENCIL)
    if not os.path.exists(path):
        picture = Image.new("L", (SIZE, SIZE), 0)
        draw = ImageDraw.Draw(picture)
        size = max(size for size in range(10, SIZE) if _width(draw, size) <= 0.9 * SIZE)
        draw.text((SIZE / 2, SIZE / 2), WORD, fill=255, **_style(size))
        picture.convert("RGB").save(path, optimize=True)
    pixels = torch.from_numpy(numpy.array(Image.open(path).convert("RGB")))
    return pixels.permute(2, 0, 1)[None].float() / 255


def _style(size):
    return {"font": ImageFont.load_default(size), "anchor": "mm", "stroke_width": size // 30}


def _width(draw, size):
    left, _, right, _ = draw.textbbox((0, 0), WORD, **_style(size))
    return right - left


def checksums(folder):
    result = {}
    for parent, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith((".safetensors", "config.json", "vocab.json", "merges.txt")):
                path = os.path.join(parent, name)
                with open(path, "rb") as file:
                    result[os.path.relpath(path, folder)] = zlib.crc32(file.read())
    return result


@torch.inference_mode()
def make():
    folder = os.environ.get("WORD2IMG_EMBEDDED", os.path.join(REPOSITORY, "share", "models", "embedded"))
    if not os.path.exists(os.path.join(folder, "model_index.json")):
        raise SystemExit(f"No model in {folder}.")
    with open(os.path.join(folder, "scheduler", "scheduler_config.json")) as file:
        scheduler = json.load(file)
    model, lowered = tiny_models.load(folder), tiny_models.load(folder, torch.bfloat16)
    channels = model["unet"].config.in_channels
    scale = 2 ** (len(model["vae"].config.block_out_channels) - 1)
    assert scale == 8, f"a latent of 1/{scale}: the noise's shape has to follow"
    hint = stencil()

    golden = Golden("embedded", model="share/models/embedded", checksums=checksums(folder), stencil=STENCIL)
    first = None
    for seed in range(CASE["seed"], CASE["seed"] + 8):
        case = dict(CASE, seed=seed)
        initial = noise(case, channels)
        final, picture = run(model, case, initial, hint, scheduler)
        with bf16.products():
            lowered_final, _ = run(lowered, case, initial, hint, scheduler)
        golden.note_error(GROUP, [lowered_final], [final])
        first = first or (initial, final, picture)
    initial, final, picture = first
    nudged, _ = run(
        model,
        CASE,
        initial + 1e-4 * torch.randn(initial.shape, generator=torch.Generator().manual_seed(1)),
        hint,
        scheduler,
    )
    golden.add(
        "embedded",
        {"initial": initial},
        {"final": final},
        model="share/models/embedded",
        group=GROUP,
        picture="embedded.png",
        **CASE,
        amplification=round(relative(nudged, final) / 1e-4, 2),
    )
    golden.save()
    pixels = (picture[0].permute(1, 2, 0) * 255).round().byte().numpy()
    Image.fromarray(pixels).save(os.path.join(FOLDER, "embedded.png"), optimize=True)
