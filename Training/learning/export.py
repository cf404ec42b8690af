"""Stage `export`: the trained networks as a diffusers folder of fp16 shards, share/models/embedded."""

import json
import shutil

import torch
from diffusers import AutoencoderKL

from learning.configuration import TRAINING
from learning.model import Model, load_checkpoint
from learning.networks import make_scheduler
from learning.tokenizer import Tokenizer

OUT = TRAINING.parent / "share" / "models" / "embedded"
SHARD = "14MB"
INDEX = {
    "_class_name": "StableDiffusionControlNetPipeline",
    "_diffusers_version": "0.42.1",
    "controlnet": ["diffusers", "ControlNetModel"],
    "feature_extractor": [None, None],
    "requires_safety_checker": False,
    "safety_checker": [None, None],
    "scheduler": ["diffusers", "PNDMScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}


def run(config):
    folders = config["folders"]
    model = Model(config, len(Tokenizer(folders["tokenizer"])))
    if not load_checkpoint(folders["checkpoints"], model, "average"):
        raise SystemExit(f"no checkpoint in {folders['checkpoints']}: run the stage diffusion")
    vae = AutoencoderKL.from_pretrained(folders["vae"])
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    networks = {
        "text_encoder": model.text_encoder,
        "unet": model.unet,
        "controlnet": model.controlnet,
        "vae": vae,
    }
    for name, network in networks.items():
        network.to(torch.float16).save_pretrained(OUT / name, max_shard_size=SHARD)
        forget_origin(OUT / name / "config.json")
    (OUT / "scheduler").mkdir()
    # As Stable Diffusion 1.5's file has it; PNDM itself knows no clipping, and DDIM's default would clip.
    values = {name: value for name, value in make_scheduler().config.items() if not name.startswith("_")}
    about = {"_class_name": "PNDMScheduler", "_diffusers_version": INDEX["_diffusers_version"]}
    schedule = {**about, **values, "clip_sample": False}
    (OUT / "scheduler" / "scheduler_config.json").write_text(json.dumps(schedule, indent=2, sort_keys=True) + "\n")
    shutil.copytree(folders["tokenizer"], OUT / "tokenizer")
    (OUT / "model_index.json").write_text(json.dumps(INDEX, indent=2) + "\n")
    sizes = {path: path.stat().st_size for path in OUT.rglob("*.safetensors")}
    print(f"{OUT}: {sum(sizes.values()) / 1e6:.1f} MB in {len(sizes)} shards, the largest {max(sizes.values()) / 1e6:.1f}")


def forget_origin(path):
    """The folder on this machine that the weights came from is nobody's business."""
    config = json.loads(path.read_text())
    config.pop("_name_or_path", None)
    path.write_text(json.dumps(config, indent=2) + "\n")
