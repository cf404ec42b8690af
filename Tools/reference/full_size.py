"""Stable Diffusion 1.5 + ControlNet at full size, with random weights: our engine beside diffusers. Not in the tests.

full_size.py make FOLDER                      writes 2.8 GB of fp16 safetensors, and hint-SIZE.png beside them
full_size.py reference FOLDER                 runs diffusers' pipeline, in the --precision given
full_size.py command FOLDER                   prints the word2img call that belongs to it
full_size.py compare FOLDER DUMP.safetensors  prints the distances; --size, --scheduler and --steps as for the reference
"""

import argparse
import math
import os
import shlex
import sys
import time

import amx

if __name__ == "__main__":
    amx.unlock()

import torch
from diffusers.utils import logging
from PIL import Image
from safetensors.torch import load_file, save_file

import pipeline_goldens
import tiny_models
from golden import VERSIONS, draw_hint, relative
from texts import PROMPTS

SD15 = dict(
    unet=dict(
        sample_size=64,
        in_channels=4,
        out_channels=4,
        block_out_channels=(320, 640, 1280, 1280),
        layers_per_block=2,
        norm_num_groups=32,
        cross_attention_dim=768,
        attention_head_dim=8,
        down_block_types=tiny_models.SD15_DOWN,
        up_block_types=tiny_models.SD15_UP,
    ),
    hint=(16, 32, 96, 256),
    vae=dict(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        norm_num_groups=32,
        sample_size=512,
        scaling_factor=0.18215,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    ),
    text=dict(
        vocab_size=49408,
        hidden_size=768,
        intermediate_size=3072,
        num_hidden_layers=12,
        num_attention_heads=12,
        hidden_act="quick_gelu",
        projection_dim=768,
        max_position_embeddings=77,
    ),
    latent_gain=0.05,
    seed=1500,
)

SEED = 42


def case_of(arguments):
    return dict(
        scheduler=arguments.scheduler,
        prompt=PROMPTS[0],
        negative_prompt=PROMPTS[2],
        steps=arguments.steps,
        guidance_scale=7.5,
        control_scale=1.8,
        control_start=0.19,
        control_end=1.0,
        seed=SEED,
        samples=1,
        width=arguments.size,
        height=arguments.size,
    )


def hint_path(arguments):
    return os.path.join(arguments.folder, f"hint-{arguments.size}.png")


def reference_path(arguments, precision):
    name = f"reference-{precision}-{arguments.scheduler}-{arguments.steps}-{arguments.size}.safetensors"
    return os.path.join(arguments.folder, name)


def make(arguments):
    tiny_models.make_parts(SD15, arguments.folder)
    for size in (512, 768):
        arguments.size = size
        hint = (draw_hint(size, size)[0].permute(1, 2, 0) * 255).round().byte()
        Image.fromarray(hint.numpy()).save(hint_path(arguments))


def hint_of(arguments):
    import numpy

    pixels = torch.from_numpy(numpy.array(Image.open(hint_path(arguments)).convert("RGB")))
    return pixels.permute(2, 0, 1)[None].float() / 255


@torch.inference_mode()
def reference(arguments):
    case = case_of(arguments)
    data_type = {"fp32": torch.float32, "bf16": torch.bfloat16}[arguments.precision]
    model = tiny_models.load(arguments.folder, data_type)
    initial = pipeline_goldens.noise(case, 4)
    begin = time.time()
    final, picture = pipeline_goldens.run(model, case, initial, hint_of(arguments))
    path = reference_path(arguments, arguments.precision)
    save_file({"initial": initial, "final": final.contiguous(), "picture": picture.contiguous()}, path)
    deviations = f"deviation of latent {final.std():.2f}, of picture {picture.std():.3f}"
    print(f"{path}: {time.time() - begin:.0f} s, {deviations}, {VERSIONS}")


def command(arguments):
    case = case_of(arguments)
    print(
        shlex.join(
            [
                "word2img",
                "generate",
                "--model",
                arguments.folder,
                "--image",
                hint_path(arguments),
                "--prompt",
                case["prompt"],
                "--negative-prompt",
                case["negative_prompt"],
                "--scheduler",
                case["scheduler"],
                "--num-inference-steps",
                str(case["steps"]),
                "--guidance-scale",
                str(case["guidance_scale"]),
                "--control-scale",
                str(case["control_scale"]),
                "--control-start",
                str(case["control_start"]),
                "--control-end",
                str(case["control_end"]),
                "--seed",
                str(SEED),
                "--size",
                str(arguments.size),
                "--precision",
                arguments.precision,
                "--dump-latents",
                f"dump-{arguments.precision}.safetensors",
                "--output",
                f"full-size-{arguments.precision}.png",
            ]
        )
    )


def compare(arguments):
    """Distances from torch's fp32 result: of the dump, and of torch's own bf16 result if there is one."""
    expected = load_file(reference_path(arguments, "fp32"))
    dump = load_file(arguments.dump)
    if not torch.equal(dump["initial"].float(), expected["initial"]):
        print(f"initial: differs from torch.randn by {relative(dump['initial'], expected['initial']):.1e}; it must not")
    report("word2img final", dump["final"], expected["final"])
    lowered = reference_path(arguments, "bf16")
    if os.path.exists(lowered):
        torch_bf16 = load_file(lowered)
        report("torch bf16 final", torch_bf16["final"], expected["final"])
        report("torch bf16 picture", torch_bf16["picture"], expected["picture"])
    if arguments.picture:
        import numpy

        pixels = (
            torch.from_numpy(numpy.array(Image.open(arguments.picture).convert("RGB"))).permute(2, 0, 1)[None].float()
            / 255
        )
        report("word2img picture", pixels, expected["picture"])


def report(name, value, expected):
    distance = relative(value, expected)
    decibels = -20 * math.log10(max(distance, 1e-12))
    print(f"{name:20} relative L2 {distance:.2e}   {decibels:.1f} dB below the signal")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["make", "reference", "command", "compare"])
    parser.add_argument("folder")
    parser.add_argument("dump", nargs="?", help="compare: what word2img --dump-latents wrote")
    parser.add_argument("--precision", choices=["fp32", "bf16"], default="fp32")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--scheduler", choices=[*pipeline_goldens.SCHEDULERS], default="ddim")
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--picture", help="compare: the picture that word2img wrote")
    arguments = parser.parse_args()
    logging.set_verbosity_error()
    torch.set_num_threads(os.cpu_count())
    if arguments.action == "compare" and not arguments.dump:
        parser.error("compare needs the dump")
    {"make": make, "reference": reference, "command": command, "compare": compare}[arguments.action](arguments)


if __name__ == "__main__":
    sys.exit(main())
