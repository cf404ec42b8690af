"""How well the autoencoder restores drawings it was not trained on."""

import math

import torch
import torch.nn.functional as F

from learning import device as devices


@torch.inference_mode()
def measure(vae, shard, device, most=64, at_once=4):
    """Peak signal-to-noise ratio in dB over the shard's first pictures, rounded to bytes."""
    pictures = torch.from_numpy(shard.pictures()[:most].copy()).permute(0, 3, 1, 2)
    pictures = pictures.to(torch.float32, memory_format=torch.channels_last) / 127.5 - 1
    errors = []
    for batch in pictures.split(at_once):
        batch = batch.to(device)
        with devices.autocast(device):
            result = vae.decode(vae.encode(batch).latent_dist.mean).sample.float()
        rounded = (result.clamp(-1, 1) * 127.5).round() / 127.5
        errors.append(F.mse_loss(rounded, batch).item() * len(batch))
    return -10 * math.log10(sum(errors) / len(pictures) / 4)
