import TestSupport
/// Stable Diffusion 1.5's configuration files in the spelling in which they were published: diffusers 0.6.0,
/// transformers 4.22; the ControlNet's is 0.14's. Few fields, among them some that today's libraries have dropped.
enum Published {
    static let modelIndex = #"""
        {
          "_class_name": "StableDiffusionPipeline",
          "_diffusers_version": "0.6.0",
          "feature_extractor": ["transformers", "CLIPImageProcessor"],
          "safety_checker": ["stable_diffusion", "StableDiffusionSafetyChecker"],
          "scheduler": ["diffusers", "PNDMScheduler"],
          "text_encoder": ["transformers", "CLIPTextModel"],
          "tokenizer": ["transformers", "CLIPTokenizer"],
          "unet": ["diffusers", "UNet2DConditionModel"],
          "vae": ["diffusers", "AutoencoderKL"]
        }
        """#

    static let textEncoder = #"""
        {
          "_name_or_path": "openai/clip-vit-large-patch14",
          "architectures": ["CLIPTextModel"],
          "attention_dropout": 0.0, "bos_token_id": 0, "dropout": 0.0, "eos_token_id": 2,
          "hidden_act": "quick_gelu", "hidden_size": 768, "initializer_factor": 1.0, "initializer_range": 0.02,
          "intermediate_size": 3072, "layer_norm_eps": 1e-05, "max_position_embeddings": 77,
          "model_type": "clip_text_model", "num_attention_heads": 12, "num_hidden_layers": 12, "pad_token_id": 1,
          "projection_dim": 768, "torch_dtype": "float32", "transformers_version": "4.22.0.dev0", "vocab_size": 49408
        }
        """#

    static let unet = #"""
        {
          "_class_name": "UNet2DConditionModel",
          "_diffusers_version": "0.6.0",
          "act_fn": "silu", "attention_head_dim": 8, "block_out_channels": [320, 640, 1280, 1280],
          "center_input_sample": false, "cross_attention_dim": 768,
          "down_block_types": [
            "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"
          ],
          "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4, "layers_per_block": 2,
          "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32, "out_channels": 4, "sample_size": 64,
          "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]
        }
        """#

    static let controlNet = #"""
        {
          "_class_name": "ControlNetModel",
          "_diffusers_version": "0.14.0.dev0",
          "act_fn": "silu", "attention_head_dim": 8, "block_out_channels": [320, 640, 1280, 1280],
          "class_embed_type": null, "conditioning_embedding_out_channels": [16, 32, 96, 256],
          "controlnet_conditioning_channel_order": "rgb", "cross_attention_dim": 768,
          "down_block_types": [
            "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"
          ],
          "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4, "layers_per_block": 2,
          "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32, "num_class_embeds": null,
          "only_cross_attention": false, "projection_class_embeddings_input_dim": null,
          "resnet_time_scale_shift": "default", "upcast_attention": false, "use_linear_projection": false
        }
        """#

    static let vae = #"""
        {
          "_class_name": "AutoencoderKL",
          "_diffusers_version": "0.6.0",
          "act_fn": "silu", "block_out_channels": [128, 256, 512, 512],
          "down_block_types": [
            "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"
          ],
          "in_channels": 3, "latent_channels": 4, "layers_per_block": 2, "norm_num_groups": 32, "out_channels": 3,
          "sample_size": 512,
          "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]
        }
        """#

    static let scheduler = #"""
        {
          "_class_name": "PNDMScheduler",
          "_diffusers_version": "0.6.0",
          "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085, "num_train_timesteps": 1000,
          "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1, "trained_betas": null,
          "clip_sample": false
        }
        """#

    /// A model's folder with these configurations and no weights.
    static func write(to folder: TemporaryFolder, controlNet: Bool = false) throws {
        try folder.write("model_index.json", modelIndex)
        try folder.write("text_encoder/config.json", textEncoder)
        try folder.write("unet/config.json", unet)
        try folder.write("vae/config.json", vae)
        try folder.write("scheduler/scheduler_config.json", scheduler)
        if controlNet { try folder.write("controlnet/config.json", Self.controlNet) }
    }
}
