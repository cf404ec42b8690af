"""Stage `widen`: more latent channels, as many as the configuration says, for networks that are trained already.

The first channels stay what they were, as nearly as a linear encoder can tell; the others are the principal components of what the
decoder could not restore from them. Decoder, UNet and ControlNet take the new channels in with small weights: train `vae`
and then `diffusion` to make use of them. UNet, ControlNet and text encoder as they were are kept: a teacher for `diffusion`.
"""

import os
import shutil

import torch
from diffusers import AutoencoderKL
from safetensors.torch import load_file, save_file

from learning import device as devices
from learning.linear_vae import some_crops, widen_vae, widened
from learning.networks import make_vae


def run(config):
    devices.prepare()
    torch.manual_seed(0)
    folders = config["folders"]
    former = AutoencoderKL.from_pretrained(folders["vae"]).eval()
    vae, old = make_vae(config).eval(), former.config.latent_channels
    new = vae.config.latent_channels
    if new <= old:
        raise SystemExit(f"{folders['vae']} has {old} latent channels already")
    widen_vae(former, vae, some_crops(config))
    for path in folders["checkpoints"].glob("*.safetensors"):
        weights, part = load_file(path), path.with_suffix(".part")
        if weights["unet.conv_in.weight"].shape[1] == old:
            folders["teacher"].mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folders["teacher"])
        save_file(widen_networks(weights, new), part)
        os.replace(part, path)
    vae.save_pretrained(folders["vae"])  # last: until then the stage may be run again
    print(f"{old} latent channels became {new}")


def widen_networks(weights, new):
    """The weights of `model.Model` with `new` latent channels. The ControlNet does not look at the new ones."""
    weights = widened(weights, "unet.conv_in.weight", 1, new)
    weights = widened(weights, "unet.conv_out.weight", 0, new)
    weights = widened(weights, "unet.conv_out.bias", 0, new, size=0)
    return widened(weights, "controlnet.conv_in.weight", 1, new, size=0)
