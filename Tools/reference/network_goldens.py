"""Whole networks, at several timesteps and sizes, and what bf16 costs torch there."""

import os

import torch

import tiny_models
from golden import FOLDER, Golden, draw_hint, draw_input, nhwc
from texts import PROMPTS, embeddings

TIMESTEPS = [961, 681, 281, 41]
SCALES = [1.8, 1.0, 0.5, 1.4]
LATENT = 60.0  # the deviation that these networks leave in a finished, unscaled latent


def unet(model, x, text, timestep):
    return [model["unet"](x, timestep, text).sample]


def controlnet(model, x, text, hint, timestep, scale):
    skips, mid = model["controlnet"](
        x, timestep, text, hint.expand(len(x), -1, -1, -1), conditioning_scale=scale, return_dict=False
    )
    return [*skips, mid]


def unet_controlnet(model, x, text, hint, timestep, scale):
    *skips, mid = controlnet(model, x, text, hint, timestep, scale)
    return [
        model["unet"](
            x, timestep, text, down_block_additional_residuals=skips, mid_block_additional_residual=mid
        ).sample
    ]


def decode(model, x):
    return [model["vae"].decode(x).sample]


def encode(model, x):
    return [model["vae"].encode(x).latent_dist.parameters]


class Suite:
    def __init__(self, name):
        folder = os.path.join(FOLDER, name)
        self.name = name
        self.model, self.bf16 = tiny_models.load(folder), tiny_models.load(folder, torch.bfloat16)
        text, _ = embeddings(self.model, PROMPTS)
        self.text = text.half().float()

    def add(self, golden, label, kind, function, outputs, inputs, grouped=True, **facts):
        y = function(self.model, **inputs, **facts)
        case = f"{self.name}.{kind}.{label}"
        group = f"{self.name}.{kind}" if grouped else None
        if grouped:
            lowered = {key: tensor.bfloat16() for key, tensor in inputs.items()}
            golden.note_error(group, function(self.bf16, **lowered, **facts), y)
        keys = outputs or [*(f"skip.{i}" for i in range(len(y) - 1)), "mid"]
        golden.add(
            case,
            {key: last_channels(tensor) for key, tensor in inputs.items()},
            {key: last_channels(tensor) for key, tensor in zip(keys, y)},
            model=self.name,
            kind=kind,
            group=group,
            **facts,
        )

    def make(self, golden):
        channels = self.model["unet"].config.in_channels
        for i, (timestep, scale) in enumerate(zip(TIMESTEPS, SCALES)):
            x, text = draw_input((2, channels, 8, 8), 100 + i), self.text[2 * i : 2 * i + 2]
            hint = draw_hint(64, 64, n=i + 1)[i:]
            self.add(golden, f"{timestep}", "unet", unet, ["y"], {"x": x, "text": text}, timestep=timestep)
            if self.name == "tiny":
                self.add(
                    golden,
                    f"{timestep}",
                    "controlnet",
                    controlnet,
                    None,
                    {"x": x, "text": text, "hint": hint},
                    timestep=timestep,
                    scale=1.0,
                )
            self.add(
                golden,
                f"{timestep}",
                "unet+controlnet",
                unet_controlnet,
                ["y"],
                {"x": x, "text": text, "hint": hint},
                timestep=timestep,
                scale=scale,
            )
            latent = draw_input((2, self.model["vae"].config.latent_channels, 3, 5), 200 + i, LATENT)
            self.add(golden, f"{i}", "vae.decode", decode, ["y"], {"x": latent})
            noise = draw_input((2, 3, 32, 48), 300 + i, 0.25)
            picture = (draw_hint(32, 48, n=2) * 1.5 - 0.75 + noise).half().float()
            self.add(golden, f"{i}", "vae.encode", encode, ["moments"], {"x": picture})

        # Not divisible by 8: the UNet comes back up to each skip's own size.
        x, text = draw_input((2, channels, 9, 13), 110), self.text[2:4]
        self.add(
            golden,
            "9x13",
            "unet+controlnet",
            unet_controlnet,
            ["y"],
            {"x": x, "text": text, "hint": draw_hint(72, 104)},
            grouped=False,
            timestep=721,
            scale=1.8,
        )
        latent = draw_input((1, self.model["vae"].config.latent_channels, 5, 7), 210, LATENT)
        self.add(golden, "5x7", "vae.decode", decode, ["y"], {"x": latent}, grouped=False)


def last_channels(tensor):
    return nhwc(tensor) if tensor.dim() == 4 else tensor


@torch.inference_mode()
def make():
    golden = Golden("networks")
    for name in tiny_models.MODELS:
        suite = Suite(name)
        suite.make(golden)
        if name == "tiny-embedded":  # 520 x 776; this model has no attention at full size, so plain loops can do it
            x = draw_input((1, suite.model["unet"].config.in_channels, 65, 97), 120)
            suite.add(
                golden, "65x97", "unet", unet, ["y"], {"x": x, "text": suite.text[:1]}, grouped=False, timestep=401
            )
    golden.save()
