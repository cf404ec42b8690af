"""Stage `latents`: encodes the shards' pictures with the frozen autoencoder, and new shards as they are drawn."""

import time

import numpy as np
import torch
from diffusers import AutoencoderKL

from learning import device as devices
from learning.shards import complete_shards, save_array

AT_ONCE, POLL_SECONDS = 8, 20


def run(config, minutes):
    folders = config["folders"]
    device = devices.prepare()
    vae = AutoencoderKL.from_pretrained(folders["vae"]).eval().to(device, memory_format=devices.CHANNELS_LAST)
    end = time.monotonic() + 60 * minutes
    while True:
        waiting = [
            shard
            for shard in complete_shards(folders["shards"], config["draw"]["held_out"])
            if not shard.path("-latents.npy").exists()
        ]
        for shard in waiting:
            start = time.monotonic()
            latents = encode(vae, shard.pictures(), device)
            save_array(shard.path("-latents.npy"), latents)
            speed = len(latents) / (time.monotonic() - start)
            print(f"shard {shard.number}: {len(latents)} pictures encoded, {speed:.1f} a second", flush=True)
        if time.monotonic() > end:
            return
        if not waiting:
            time.sleep(POLL_SECONDS)


@torch.inference_mode()
def encode(vae, pictures, device):
    """Means of the latents: float16 [n, c, h/8, w/8] of pictures uint8 [n, h, w, 3]."""
    latents = []
    for first in range(0, len(pictures), AT_ONCE):
        batch = torch.from_numpy(pictures[first : first + AT_ONCE].copy()).to(device).permute(0, 3, 1, 2)
        batch = batch.to(torch.float32, memory_format=devices.CHANNELS_LAST) / 127.5 - 1
        with devices.autocast(device):
            latents.append(vae.encode(batch).latent_dist.mean.half().cpu())
    return torch.cat(latents).numpy().astype(np.float16)
