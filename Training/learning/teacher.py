"""A trained model with fewer latent channels, from which one with more learns the first of them.

Most of the noise that `diffusion` asks for cannot be told from what is shown, so that drawings alone teach slowly. What a trained model
says of it is free of that, and nearly as good.
"""

import torch
from safetensors.torch import load_file

from learning import device as devices
from learning.model import Model


class Teacher:
    """The networks that the stage `widen` kept."""

    def __init__(self, config, vocabulary_size, device):
        path = config["folders"]["teacher"] / "average.safetensors"
        if not path.exists():
            raise SystemExit(f"no checkpoint in {path.parent}: the stage widen keeps one there; without it, set taught = 0")
        weights = load_file(path)
        self.channels = weights["unet.conv_in.weight"].shape[1]
        narrow = {**config, "vae": {**config["vae"], "latent_channels": self.channels}}
        self.model = Model(narrow, vocabulary_size)
        self.model.load_state_dict(weights)
        self.model.eval().requires_grad_(False).to(device, memory_format=devices.CHANNELS_LAST)

    @torch.no_grad()
    def noise(self, noisy, ids, stencils):
        """The noise [n, c', h, w] in the first channels of `noisy` (NoisySamples), by token ids and stencils."""
        latents = noisy.latents[:, : self.channels].contiguous(memory_format=devices.CHANNELS_LAST)
        text = self.model.text_encoder(ids).last_hidden_state
        return self.model.noise(latents, noisy.timesteps, text, stencils, noisy.control_scale).float()
