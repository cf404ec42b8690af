"""The tiny models under Tests/Goldens: diffusers folders with random weights."""

import json
import os

import torch
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

import vocabulary
from weights import draw

# Stable Diffusion 1.5's scheduler_config.json as published: no timestep_spacing, class PNDM.
SD15_SCHEDULER = {
    "_class_name": "PNDMScheduler",
    "_diffusers_version": "0.6.0",
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "clip_sample": False,
    "num_train_timesteps": 1000,
    "set_alpha_to_one": False,
    "skip_prk_steps": True,
    "steps_offset": 1,
    "trained_betas": None,
}

SD15_DOWN = ("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",)
SD15_UP = ("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3

# Widths, heads and groups are such that no two of them can be mistaken for each other: attention_head_dim 4 means four
# heads (of 4, 6, 10 channels), and a group has several channels (with one, the norm would hide the time embedding).
TINY = dict(
    unet=dict(
        sample_size=8,
        in_channels=4,
        out_channels=4,
        block_out_channels=(16, 24, 40, 40),
        layers_per_block=2,
        norm_num_groups=4,
        cross_attention_dim=48,
        attention_head_dim=4,
        down_block_types=SD15_DOWN,
        up_block_types=SD15_UP,
    ),
    hint=(8, 8, 12, 16),
    vae=dict(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(8, 12, 16, 16),
        layers_per_block=2,
        norm_num_groups=4,
        sample_size=64,
        scaling_factor=0.18215,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    ),
    text=dict(
        hidden_size=48,
        intermediate_size=192,
        num_hidden_layers=3,
        num_attention_heads=4,
        hidden_act="quick_gelu",
        projection_dim=48,
        max_position_embeddings=77,
    ),
    latent_gain=0.05,
    seed=20,
)

# The embedded model's kind: other block types first, a list of heads, linear projections, eight latent channels, gelu.
TINY_EMBEDDED = dict(
    unet=dict(
        sample_size=8,
        in_channels=8,
        out_channels=8,
        block_out_channels=(16, 24, 32, 32),
        layers_per_block=1,
        norm_num_groups=8,
        cross_attention_dim=40,
        attention_head_dim=(2, 3, 4, 4),
        use_linear_projection=True,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    ),
    hint=(8, 8, 8, 12),
    vae=dict(
        in_channels=3,
        out_channels=3,
        latent_channels=8,
        block_out_channels=(8, 8, 16, 24),
        layers_per_block=1,
        norm_num_groups=8,
        sample_size=64,
        scaling_factor=0.33,
        use_quant_conv=False,
        use_post_quant_conv=False,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
    ),
    text=dict(
        hidden_size=40,
        intermediate_size=160,
        num_hidden_layers=2,
        num_attention_heads=5,
        hidden_act="gelu",
        projection_dim=40,
        max_position_embeddings=77,
    ),
    latent_gain=0.05,
    seed=40,
)

MODELS = {"tiny": TINY, "tiny-embedded": TINY_EMBEDDED}


def make(name, folder):
    """Writes the model `name` into `folder`."""
    make_parts(MODELS[name], folder)


def make_parts(parts, folder):
    """Writes the model of these `parts` into `folder`, weights in fp16."""
    seed = parts["seed"]
    os.makedirs(folder, exist_ok=True)
    size = vocabulary.write(os.path.join(folder, "tokenizer"))

    text_configuration = CLIPTextConfig(
        **{
            "vocab_size": size,
            "bos_token_id": size - 2,
            "eos_token_id": size - 1,
            "pad_token_id": size - 1,
            **parts["text"],
        }
    )
    text_encoder = draw(CLIPTextModel(text_configuration), seed)
    unet = draw(UNet2DConditionModel(**parts["unet"]), seed + 1)
    controlnet = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=parts["hint"])
    # Its own weights, and its "zero" convolutions as strong as any: residuals that matter.
    draw(
        controlnet,
        seed + 2,
        gains=[("controlnet_mid_block", 0.5), *((f"controlnet_down_blocks.{i}", 0.5) for i in range(12))],
    )
    # A random network leaves latents far larger than a trained one does. Taking that back where the decoder begins
    # keeps its blocks from vanishing beside their input.
    entry = "post_quant_conv" if parts["vae"].get("use_post_quant_conv", True) else "decoder.conv_in"
    vae = draw(
        AutoencoderKL(**parts["vae"]), seed + 3, gains=[(entry, parts["latent_gain"]), ("decoder.conv_out", 0.8)]
    )

    for component, model in (("text_encoder", text_encoder), ("unet", unet), ("controlnet", controlnet), ("vae", vae)):
        model.half().save_pretrained(os.path.join(folder, component), safe_serialization=True)
    _write_json(os.path.join(folder, "scheduler", "scheduler_config.json"), SD15_SCHEDULER)
    _write_json(
        os.path.join(folder, "model_index.json"),
        {
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
        },
    )


def load(folder, data_type=torch.float32):
    """The model's networks and tokenizer, by component."""

    def network(kind, component):
        return kind.from_pretrained(os.path.join(folder, component), torch_dtype=data_type).eval()

    return dict(
        text_encoder=CLIPTextModel.from_pretrained(os.path.join(folder, "text_encoder"), dtype=data_type).eval(),
        tokenizer=CLIPTokenizer.from_pretrained(os.path.join(folder, "tokenizer")),
        unet=network(UNet2DConditionModel, "unet"),
        controlnet=network(ControlNetModel, "controlnet"),
        vae=network(AutoencoderKL, "vae"),
    )


def _write_json(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(value, file, indent=2)
        file.write("\n")
