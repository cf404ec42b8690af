"""Times diffusers on torch: what a user would take instead.

usage: bench_peer.py FOLDER [--precision bf16|fp32] [--size 512] [--parts step,vae,text] [--runs 5]
       bench_peer.py FOLDER ... --interactive     one run for each line on stdin that names a part, so that a caller can
                                                  take turns with it; the line `quit` ends it

A step is ControlNet and UNet at batch 2, as guidance needs them. Each part first runs with either memory layout, and
keeps the faster. What is printed is JSON, an object a line: {"ready": ...}, then {"part": "step", "seconds": 4.1} ...
"""

import argparse
import json
import os
import statistics
import sys
import time

import amx

if __name__ == "__main__":
    amx.unlock()

import diffusers
import torch
import transformers
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextModel

LAYOUTS = {"contiguous": torch.contiguous_format, "channels_last": torch.channels_last}
PARTS = ("step", "vae", "text")


class Peer:
    def __init__(self, folder, data_type, size, parts):
        self.folder, self.data_type, self.size = folder, data_type, size
        self.networks = {part: self._load(part) for part in parts}
        self.formats = {}
        self.layouts = {part: self._choose(part) for part in parts}

    def seconds(self, part):
        begin = time.perf_counter()
        getattr(self, "_" + part)()
        return time.perf_counter() - begin

    def _load(self, part):
        def network(kind, component):
            return kind.from_pretrained(os.path.join(self.folder, component), torch_dtype=self.data_type).eval()

        match part:
            case "step":
                return [network(UNet2DConditionModel, "unet"), network(ControlNetModel, "controlnet")]
            case "vae":
                return [network(AutoencoderKL, "vae")]
            case "text":
                return [
                    CLIPTextModel.from_pretrained(
                        os.path.join(self.folder, "text_encoder"), dtype=self.data_type
                    ).eval()
                ]

    def _choose(self, part):
        if part == "text":
            return "contiguous"
        best = {}
        for layout in LAYOUTS:
            self._lay_out(part, layout)
            self.seconds(part)  # the first run lays weights out
            best[layout] = self.seconds(part)
        chosen = min(best, key=best.get)
        self._lay_out(part, chosen)
        self.seconds(part)
        return chosen

    def _lay_out(self, part, layout):
        self.formats[part] = LAYOUTS[layout]
        for network in self.networks[part]:
            network.to(memory_format=LAYOUTS[layout])

    def _image(self, part, *shape):
        return torch.randn(shape, dtype=self.data_type).contiguous(memory_format=self.formats[part])

    def _step(self):
        unet, controlnet = self.networks["step"]
        x = self._image("step", 2, unet.config.in_channels, self.size // 8, self.size // 8)
        hint = self._image("step", 2, 3, self.size, self.size)
        text = torch.randn(2, 77, unet.config.cross_attention_dim, dtype=self.data_type)
        skips, mid = controlnet(x, 500, text, hint, return_dict=False)
        unet(x, 500, text, down_block_additional_residuals=skips, mid_block_additional_residual=mid, return_dict=False)

    def _vae(self):
        (vae,) = self.networks["vae"]
        vae.decode(self._image("vae", 1, vae.config.latent_channels, self.size // 8, self.size // 8), return_dict=False)

    def _text(self):
        (encoder,) = self.networks["text"]
        encoder(torch.arange(2 * 77).reshape(2, 77) % encoder.config.vocab_size)


def say(**facts):
    print(json.dumps(facts), flush=True)


def peak_memory():
    """Bytes, of this process, since it began."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--precision", choices=["bf16", "fp32"], default="bf16")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--interactive", action="store_true")
    arguments = parser.parse_args()
    parts = arguments.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    diffusers.logging.set_verbosity_error()
    diffusers.logging.disable_progress_bar()
    transformers.logging.disable_progress_bar()
    torch.set_num_threads(arguments.threads)

    with torch.inference_mode():
        data_type = {"bf16": torch.bfloat16, "fp32": torch.float32}[arguments.precision]
        peer = Peer(arguments.folder, data_type, arguments.size, parts)
        say(
            ready=True,
            peer=f"diffusers {diffusers.__version__} on torch {torch.__version__}",
            precision=arguments.precision,
            size=arguments.size,
            threads=arguments.threads,
            layouts=peer.layouts,
            amx=amx.has_amx(),
        )
        if arguments.interactive:
            for line in sys.stdin:
                part = line.strip()
                if part == "quit":
                    break
                if part not in parts:
                    say(error=f"no such part: {part}")
                    continue
                say(part=part, seconds=round(peer.seconds(part), 4))
        else:
            times = {part: [] for part in parts}
            for _ in range(arguments.runs):
                for part in parts:
                    times[part].append(peer.seconds(part))
                    say(part=part, seconds=round(times[part][-1], 4))
            say(medians={part: round(statistics.median(values), 4) for part, values in times.items()})
        say(peak_memory=peak_memory())


if __name__ == "__main__":
    main()
