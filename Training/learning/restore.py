"""Stage `restore`: makes share/models/embedded what training goes on from, on a machine without training data."""

import shutil

from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextModel

from learning.average import Average
from learning.export import OUT
from learning.model import Model, save_checkpoint
from learning.tokenizer import Tokenizer


def run(config):
    folders = config["folders"]
    if (folders["checkpoints"] / "raw.safetensors").exists():
        raise SystemExit(f"{folders['checkpoints']} already holds a checkpoint: move it away first")
    shutil.copytree(OUT / "tokenizer", folders["tokenizer"], dirs_exist_ok=True)
    AutoencoderKL.from_pretrained(OUT / "vae").float().save_pretrained(folders["vae"])
    model = Model(config, len(Tokenizer(folders["tokenizer"])))
    classes = {"text_encoder": CLIPTextModel, "unet": UNet2DConditionModel, "controlnet": ControlNetModel}
    for name, network in classes.items():
        getattr(model, name).load_state_dict(network.from_pretrained(OUT / name).float().state_dict())
    save_checkpoint(folders["checkpoints"], model, Average(model.parameters(), 1.0))
    print(f"tokenizer, autoencoder and networks of {OUT} are what the stages vae and diffusion go on from")
