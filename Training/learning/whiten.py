"""Stage `whiten`: shifts and scales each latent channel to mean 0 and deviation 1, inside the autoencoder's weights.

The encoder's last convolution and the decoder's first take the change up, so that pictures stay as they were
(but for the decoder's border, where zero padding now stands for a channel's mean) and scaling_factor is 1. Run it
when the autoencoder is frozen for the diffusion's training; running it again changes next to nothing.
"""

import torch
from diffusers import AutoencoderKL

from learning import device as devices
from learning.evaluate_vae import held_out_pictures, measure


def run(config):
    device = devices.prepare()
    vae = AutoencoderKL.from_pretrained(config["folders"]["vae"]).to(device, memory_format=devices.CHANNELS_LAST)
    pictures = held_out_pictures(config)
    before, latents = measure(vae, pictures, device)
    mean, deviation = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    print(f"PSNR {before:.2f} dB; means {rounded(mean)}, deviations {rounded(deviation)}")
    fold(vae, mean.to(device), deviation.to(device))
    after, latents = measure(vae, pictures, device)
    print(f"PSNR {after:.2f} dB; means {rounded(latents.mean((0, 2, 3)))}, deviations {rounded(latents.std((0, 2, 3)))}")
    vae.register_to_config(scaling_factor=1.0)
    vae.save_pretrained(config["folders"]["vae"])


def rounded(values):
    return [round(value, 2) for value in values.tolist()]


@torch.no_grad()
def fold(vae, mean, deviation):
    """Latents z become (z - mean) / deviation, both [channels]."""
    encoder, decoder, n = vae.encoder.conv_out, vae.decoder.conv_in, len(mean)
    decoder.bias += (decoder.weight * mean[:, None, None]).sum((1, 2, 3))
    decoder.weight *= deviation[:, None, None]
    encoder.weight[:n] /= deviation[:, None, None, None]
    encoder.bias[:n] = (encoder.bias[:n] - mean) / deviation
    encoder.bias[n:] -= 2 * deviation.log()  # the second half of the channels is the logarithm of the variance
