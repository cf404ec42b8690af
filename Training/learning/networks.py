"""The embedded model's networks, all of them classes of diffusers and transformers, from the configuration."""

from diffusers import AutoencoderKL, ControlNetModel, PNDMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

LATENT_SIDE = 64  # of a 512-pixel picture


def make_vae(config, latent_channels=None):
    """The autoencoder: pictures [n, 3, h, w] in [-1, 1] to latents [n, c, h/8, w/8] and back, c as configured unless given."""
    vae = config["vae"]
    levels = len(vae["channels"])
    return AutoencoderKL(
        latent_channels=latent_channels or vae["latent_channels"],
        block_out_channels=vae["channels"],
        norm_num_groups=vae["groups"],
        layers_per_block=1,
        down_block_types=["DownEncoderBlock2D"] * levels,
        up_block_types=["UpDecoderBlock2D"] * levels,
        sample_size=512,
        scaling_factor=1.0,
        use_quant_conv=False,
        use_post_quant_conv=False,
    )


def make_text_encoder(config, vocabulary_size):
    """The text encoder: token ids [n, 77] to [n, 77, width]. The last two ids are start and end of text."""
    text = config["text_encoder"]
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary_size,
            hidden_size=text["width"],
            intermediate_size=4 * text["width"],
            num_hidden_layers=text["layers"],
            num_attention_heads=text["heads"],
            max_position_embeddings=77,
            hidden_act="quick_gelu",
            bos_token_id=vocabulary_size - 2,
            eos_token_id=vocabulary_size - 1,
            pad_token_id=vocabulary_size - 1,
            projection_dim=text["width"],
        )
    )


def make_unet(config):
    """The UNet: noisy latents [n, c, h, w], timesteps [n] and text [n, 77, width] to the noise [n, c, h, w].

    Cross-attention at half and quarter of the latents' size. What diffusers calls attention_head_dim is the
    number of heads here, as in Stable Diffusion 1.5.
    """
    unet, latents = config["unet"], config["vae"]["latent_channels"]
    return UNet2DConditionModel(
        sample_size=LATENT_SIDE,
        in_channels=latents,
        out_channels=latents,
        block_out_channels=unet["channels"],
        layers_per_block=1,
        cross_attention_dim=config["text_encoder"]["width"],
        attention_head_dim=unet["heads"],
        norm_num_groups=32,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    )


def make_controlnet(config, unet):
    """The ControlNet beside `unet`: it also takes the stencil [n, 3, 8h, 8w] in [0, 1]."""
    return ControlNetModel.from_unet(
        unet,
        conditioning_embedding_out_channels=config["unet"]["condition_channels"],
        load_weights_from_unet=False,
    )


def make_scheduler():
    """Stable Diffusion 1.5's noise schedule."""
    return PNDMScheduler(
        num_train_timesteps=1000,
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        set_alpha_to_one=False,
        skip_prk_steps=True,
        steps_offset=1,
        prediction_type="epsilon",
    )
