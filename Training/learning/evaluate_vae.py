"""How well the autoencoder restores drawings it was not trained on."""

import math

import torch
import torch.nn.functional as F

from learning import device as devices
from learning.shards import Shard


def held_out_pictures(config, most=64):
    """Float [n, 3, h, w] in [-1, 1] of the held-out shard."""
    shard = Shard(config["folders"]["shards"], config["draw"]["held_out"])
    if not shard.complete:
        raise SystemExit(f"the held-out shard {shard.number} is missing in {shard.folder}: run the stage draw")
    pictures = torch.from_numpy(shard.pictures()[:most].copy()).permute(0, 3, 1, 2)
    return pictures.to(torch.float32, memory_format=torch.channels_last) / 127.5 - 1


@torch.inference_mode()
def measure_held_out(vae, config, device, at_once=4):
    """Peak signal-to-noise ratio in dB over all of them, rounded to bytes."""
    errors, pictures = [], held_out_pictures(config)
    for batch in pictures.split(at_once):
        batch = batch.to(device)
        with devices.autocast(device):
            result = vae.decode(vae.encode(batch).latent_dist.mean).sample.float()
        rounded = (result.clamp(-1, 1) * 127.5).round() / 127.5
        errors.append(F.mse_loss(rounded, batch).item() * len(batch))
    return -10 * math.log10(sum(errors) / len(pictures) / 4)
