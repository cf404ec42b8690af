import Checkpoints
import TestSupport
import Testing

/// Every field that would change the numbers, with values that the model doesn't know.
struct ConfigurationFaultTests {
    private static let denoiserFields = [
        #""act_fn": "gelu""#, #""addition_embed_type": "text""#, #""class_embed_type": "timestep""#,
        #""downsample_padding": 0"#, #""encoder_hid_dim": 1024"#, #""encoder_hid_dim_type": "text_proj""#,
        #""mid_block_scale_factor": 2"#, #""mid_block_type": null"#,
        #""mid_block_type": "UNetMidBlock2DSimpleCrossAttn""#,
        #""num_class_embeds": 10"#, #""resnet_time_scale_shift": "scale_shift""#, #""only_cross_attention": true"#,
        #""only_cross_attention": [false, true, false, false]"#,
        #""in_channels": 0"#, #""in_channels": -4"#, #""in_channels": 4.5"#, #""in_channels": 1e300"#,
        #""in_channels": "4""#, #""in_channels": null"#, #""in_channels": true"#, #""in_channels": NaN"#,
        #""block_out_channels": []"#, #""block_out_channels": [320, 640, 1280, 1e15]"#,
        #""block_out_channels": [320, 640, 1280, 1290]"#, #""block_out_channels": [320, 640, 1280, "1280"]"#,
        #""layers_per_block": [2, 2]"#, #""layers_per_block": 0"#, #""layers_per_block": 1000000"#,
        #""down_block_types": ["DownBlock2D"]"#, #""down_block_types": "DownBlock2D""#,
        #""down_block_types": ["DownBlock2D", "DownBlock2D", "DownBlock2D", "AttnDownBlock2D"]"#,
        #""attention_head_dim": 0"#, #""attention_head_dim": 7"#, #""attention_head_dim": [8, 8, 8]"#,
        #""transformer_layers_per_block": [1, 1, 1, [1, 1]]"#, #""cross_attention_dim": [768, 768, 1280, 768]"#,
        #""norm_num_groups": null"#, #""norm_num_groups": 0"#, #""norm_eps": -1"#, #""norm_eps": "1e-5""#,
        #""use_linear_projection": 1"#, #""flip_sin_to_cos": null"#, #""freq_shift": 160"#,
    ]

    private static let unetFields = [
        #""_class_name": "UNet2DModel""#, #""attention_type": "gated""#, #""center_input_sample": true"#,
        #""class_embeddings_concat": true"#, #""conv_in_kernel": 1"#, #""conv_out_kernel": 1"#,
        #""cross_attention_norm": "group_norm""#, #""dual_cross_attention": true"#,
        #""mid_block_only_cross_attention": true"#, #""num_attention_heads": 8"#, #""resnet_out_scale_factor": 1.5"#,
        #""resnet_skip_time_act": true"#, #""reverse_transformer_layers_per_block": [1, 1, 1, 1]"#,
        #""time_cond_proj_dim": 256"#, #""time_embedding_act_fn": "silu""#, #""time_embedding_dim": 512"#,
        #""time_embedding_type": "fourier""#, #""timestep_post_act": "silu""#, #""out_channels": 0"#,
        #""up_block_types": ["UpBlock2D"]"#,
    ]

    private static let controlNetFields = [
        #""_class_name": "ControlNetXSModel""#, #""global_pool_conditions": true"#, #""num_attention_heads": 7"#,
        #""controlnet_conditioning_channel_order": "grb""#, #""conditioning_channels": 0"#,
        #""conditioning_embedding_out_channels": []"#, #""conditioning_embedding_out_channels": null"#,
    ]

    private static let vaeFields = [
        #""_class_name": "AutoencoderTiny""#, #""act_fn": "relu""#, #""latents_mean": [0, 0, 0, 0]"#,
        #""latents_std": [1, 1, 1, 1]"#, #""scaling_factor": 0"#, #""scaling_factor": null"#,
        #""scaling_factor": Infinity"#, #""shift_factor": "0""#, #""norm_num_groups": 0"#,
        #""block_out_channels": [48]"#, #""down_block_types": ["AttnDownEncoderBlock2D"]"#,
        #""up_block_types": []"#, #""use_quant_conv": null"#, #""mid_block_add_attention": 1"#,
    ]

    private static let textEncoderFields = [
        #""model_type": "clip""#, #""architectures": ["CLIPTextModelWithProjection"]"#, #""hidden_act": "relu""#,
        #""num_attention_heads": 7"#, #""hidden_size": 0"#, #""vocab_size": 1e12"#, #""num_hidden_layers": 0"#,
        #""layer_norm_eps": 2"#, #""eos_token_id": null"#, #""max_position_embeddings": 0"#,
    ]

    private static let schedulerFields = [
        #""_class_name": "FlowMatchEulerDiscreteScheduler""#, #""beta_schedule": "squaredcos_cap_v2""#,
        #""beta_start": 0"#, #""beta_end": 1"#, #""clip_sample": true"#, #""num_train_timesteps": 0"#,
        #""prediction_type": "sample""#, #""rescale_betas_zero_snr": true"#, #""steps_offset": -1"#,
        #""thresholding": true"#, #""timestep_spacing": "random""#, #""trained_betas": [0.1]"#,
        #""use_beta_sigmas": true"#, #""use_exponential_sigmas": true"#, #""use_flow_sigmas": true"#,
        #""use_lu_lambdas": true"#, #""use_karras_sigmas": 1"#, #""set_alpha_to_one": null"#,
    ]

    private static let solverFields = [
        #""algorithm_type": "sde-dpmsolver++""#, #""euler_at_final": true"#, #""final_sigmas_type": "sigma_min""#,
        #""lambda_min_clipped": -5.1"#, #""lower_order_final": false"#, #""solver_order": 3"#,
        #""solver_type": "heun""#, #""variance_type": "learned""#,
    ]

    /// `{field}` is refused by `read`, and the error names file, field and value.
    private func expectRefused(_ member: String, before: String = "", _ read: (String) throws -> Void) throws {
        let folder = try TemporaryFolder(), path = try folder.write("config.json", "{\(before)\(member)}")
        let error = #expect(throws: WeightError.self) { try read(path) }
        guard let error, case .unsupported(path, let field, let found, let supported) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(member.hasPrefix("\"\(field)\": "))
        #expect(!found.isEmpty && !supported.isEmpty)
        #expect("\(error)" == "\(path): \(field) is \(found); supported: \(supported)")
    }

    @Test(arguments: denoiserFields + unetFields)
    func unet(_ member: String) throws {
        try expectRefused(member) { _ = try UNetConfiguration(path: $0) }
    }

    @Test(arguments: denoiserFields + controlNetFields)
    func controlNet(_ member: String) throws {
        try expectRefused(member) { _ = try ControlNetConfiguration(path: $0) }
    }

    @Test(arguments: vaeFields)
    func vae(_ member: String) throws {
        try expectRefused(member) { _ = try VAEConfiguration(path: $0) }
    }

    @Test(arguments: textEncoderFields)
    func textEncoder(_ member: String) throws {
        try expectRefused(member) { _ = try CLIPTextConfiguration(path: $0) }
    }

    @Test(arguments: schedulerFields)
    func scheduler(_ member: String) throws {
        try expectRefused(member) { _ = try SchedulerConfiguration(path: $0) }
    }

    @Test(arguments: solverFields)
    func solver(_ member: String) throws {
        try expectRefused(member, before: #""_class_name": "DPMSolverMultistepScheduler", "#) {
            _ = try SchedulerConfiguration(path: $0)
        }
    }
}
