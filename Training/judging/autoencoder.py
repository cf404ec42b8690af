"""Views as a model would paint them: out of its autoencoder, whose hand must not be taken for a material."""

from pathlib import Path

import torch
from diffusers import AutoencoderKL

FOLDER = Path(__file__).parents[2] / "share/models/embedded/vae"
NOISE = 0.3  # most deviation of what is wrong with the latents, whose own is 1


class Autoencoder:
    """The embedded model's autoencoder."""

    def __init__(self, folder: Path = FOLDER):
        """Raises OSError where there is none."""
        self._network = AutoencoderKL.from_pretrained(folder, torch_dtype=torch.float32).eval()

    @torch.no_grad()
    def repaint(self, images: torch.Tensor) -> torch.Tensor:
        """images [n, 3, h, w] in 0..1, h and w multiples of 8, from latents that are somewhat wrong, each as far as chance has it."""
        latents = self._network.encode(2 * images - 1).latent_dist.mean
        wrong = NOISE * torch.rand(len(images), 1, 1, 1) * torch.randn_like(latents)
        return (self._network.decode(latents + wrong).sample / 2 + 0.5).clamp(0, 1)
