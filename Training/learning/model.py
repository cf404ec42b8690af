"""The three networks that learn together, and their checkpoints."""

import os

import torch
from safetensors.torch import load_file, save_file

from learning.networks import make_controlnet, make_text_encoder, make_unet


class Model(torch.nn.Module):
    """Text encoder, UNet and ControlNet."""

    def __init__(self, config, vocabulary_size):
        super().__init__()
        self.text_encoder = make_text_encoder(config, vocabulary_size)
        self.unet = make_unet(config)
        self.controlnet = make_controlnet(config, self.unet)

    def noise(self, latents, timesteps, text, stencils, control_scale):
        """The noise in latents [n, c, h, w], by timesteps [n], encoded texts [n, 77, width], stencils [n, 3, 8h, 8w] in
        [0, 1] and control_scale [n], which multiplies what the ControlNet adds."""
        skips, middle = self.controlnet(latents, timesteps, text, stencils, return_dict=False)
        scale = control_scale.view(-1, 1, 1, 1)
        return self.unet(
            latents,
            timesteps,
            text,
            down_block_additional_residuals=[skip * scale for skip in skips],
            mid_block_additional_residual=middle * scale,
            return_dict=False,
        )[0]


def save_checkpoint(folder, model, average):
    """`raw.safetensors`, the weights to go on from, and `average.safetensors`, those to draw with."""
    folder.mkdir(parents=True, exist_ok=True)
    _save(model, folder / "raw.safetensors")
    average.swap()
    _save(model, folder / "average.safetensors")
    average.swap()


def _save(model, path):
    part = path.with_suffix(".part")
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, part)
    os.replace(part, path)


def load_checkpoint(folder, model, name):
    """Loads `name` ("raw" or "average") into the model; False if there is no checkpoint."""
    path = folder / f"{name}.safetensors"
    if not path.exists():
        return False
    model.load_state_dict(load_file(path))
    return True
