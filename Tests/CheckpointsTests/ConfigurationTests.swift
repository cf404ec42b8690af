import Checkpoints
import TestSupport
import Testing

struct ConfigurationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String) throws -> String { try folder.write("config.json", text) }

    @Test func stableDiffusion15AsPublished() throws {
        #expect(try CLIPTextConfiguration(path: file(Published.textEncoder)) == .stableDiffusion15)
        #expect(try UNetConfiguration(path: file(Published.unet)) == .stableDiffusion15)
        #expect(try ControlNetConfiguration(path: file(Published.controlNet)) == .stableDiffusion15)
        #expect(try VAEConfiguration(path: file(Published.vae)) == .stableDiffusion15)
        #expect(try SchedulerConfiguration(path: file(Published.scheduler)) == .stableDiffusion15)
    }

    @Test func absentFieldsHaveDiffusersDefaults() throws {
        let empty = try file("{}")
        #expect(try CLIPTextConfiguration(path: empty) == CLIPTextConfiguration())
        #expect(try UNetConfiguration(path: empty) == UNetConfiguration())
        #expect(try ControlNetConfiguration(path: empty) == ControlNetConfiguration())
        #expect(try VAEConfiguration(path: empty) == VAEConfiguration())
        #expect(try SchedulerConfiguration(path: empty) == SchedulerConfiguration())
        #expect(UNetConfiguration().crossAttentionDim == 1280)
        #expect(VAEConfiguration().scalingFactor == 0.18215)
        #expect(SchedulerConfiguration().timestepSpacing == nil)
    }

    @Test func everyFieldOfAUNet() throws {
        let configuration = try UNetConfiguration(
            path: file(
                #"""
                {"in_channels": 9, "out_channels": 8, "block_out_channels": [32, 64], "layers_per_block": [1, 3],
                 "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "attention_head_dim": [4, 16],
                 "transformer_layers_per_block": [1, 2], "cross_attention_dim": [24, 24], "norm_num_groups": 16,
                 "norm_eps": 1e-06, "use_linear_projection": true, "flip_sin_to_cos": false, "freq_shift": 1,
                 "upcast_attention": true, "only_cross_attention": [false, false], "dropout": 0.1, "a_new_field": 7}
                """#))
        var expected = UNetConfiguration()
        expected.inChannels = 9
        expected.outChannels = 8
        expected.blockOutChannels = [32, 64]
        expected.layersPerBlock = [1, 3]
        expected.downBlockTypes = [.plain, .crossAttention]
        expected.upBlockTypes = [.crossAttention, .plain]
        expected.attentionHeads = [4, 16]
        expected.transformerLayersPerBlock = [1, 2]
        expected.crossAttentionDim = 24
        expected.normNumGroups = 16
        expected.normEps = 1e-6
        expected.useLinearProjection = true
        expected.flipSinToCos = false
        expected.freqShift = 1
        #expect(configuration == expected)
    }

    @Test func everyFieldOfTheOthers() throws {
        let controlNet = try ControlNetConfiguration(
            path: file(
                #"""
                {"attention_head_dim": 5, "num_attention_heads": 4, "conditioning_channels": 1,
                 "conditioning_embedding_out_channels": [8, 16], "controlnet_conditioning_channel_order": "bgr"}
                """#))
        #expect(controlNet.attentionHeads == [4, 4, 4, 4])
        #expect(controlNet.conditioningChannels == 1)
        #expect(controlNet.conditioningEmbeddingOutChannels == [8, 16])
        #expect(controlNet.conditioningChannelOrder == .bgr)

        let vae = try VAEConfiguration(
            path: file(
                #"""
                {"latent_channels": 8, "scaling_factor": 0.33, "shift_factor": -0.5, "use_quant_conv": false,
                 "use_post_quant_conv": false, "mid_block_add_attention": false, "block_out_channels": [64]}
                """#))
        #expect(vae.latentChannels == 8 && vae.scalingFactor == 0.33 && vae.shiftFactor == -0.5)
        #expect(!vae.useQuantConv && !vae.usePostQuantConv && !vae.midBlockAddAttention)

        let text = try CLIPTextConfiguration(path: file(#"{"hidden_act": "gelu", "eos_token_id": [7, 8]}"#))
        #expect(text.hiddenAct == .gelu && text.eosTokenID == 7)

        let scheduler = try SchedulerConfiguration(
            path: file(
                #"""
                {"_class_name": "DPMSolverMultistepScheduler", "prediction_type": "v_prediction",
                 "timestep_spacing": "trailing", "use_karras_sigmas": true, "lambda_min_clipped": -Infinity,
                 "solver_order": 2, "algorithm_type": "dpmsolver++", "beta_schedule": "linear"}
                """#))
        #expect(scheduler.predictionType == .vPrediction && scheduler.timestepSpacing == .trailing)
        #expect(scheduler.useKarrasSigmas && scheduler.setAlphaToOne && scheduler.betaSchedule == .linear)
    }

    @Test(arguments: [
        "PNDMScheduler", "DPMSolverMultistepScheduler", "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler",
        "LMSDiscreteScheduler", "UniPCMultistepScheduler", "DEISMultistepScheduler",
    ])
    func schedulersOfOtherClasses(_ name: String) throws {
        let text = Published.scheduler.replacing("PNDMScheduler", with: name)
        #expect(try SchedulerConfiguration(path: file(text)) == .stableDiffusion15)
    }

    @Test func aDDIMSchedulerClipsUnlessItsFileSaysNo() throws {
        let text = Published.scheduler.replacing("PNDMScheduler", with: "DDIMScheduler")
        #expect(try SchedulerConfiguration(path: file(text)) == .stableDiffusion15)
        #expect(throws: WeightError.self) {
            try SchedulerConfiguration(path: file(#"{"_class_name": "DDIMScheduler"}"#))
        }
    }

    @Test(arguments: [
        "", "[]", "1", "{", #"{"a":1,"a":1}"#, "{} {}", "{\"a\":tru}", "{\"a\":-}", "{\"a\":- 1}", "{\"a\":--1}",
        "{\"a\":-NaN}", "{\"a\":01}", "{\"a\":1.}",
    ])
    func whatIsNoObject(_ text: String) throws {
        let path = try file(text), error = #expect(throws: WeightError.self) { try VAEConfiguration(path: path) }
        guard case .malformed(path, _) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }

    @Test func deepNesting() throws {
        let path = try file(String(repeating: "{\"a\":[", count: 30_000))
        let error = #expect(throws: WeightError.self) { try VAEConfiguration(path: path) }
        #expect(error.map { "\($0)".contains("nested deeper") } == true)
    }

    @Test func aFileOfManyMegabytes() throws {
        let path = try file("{\"a\":\"" + String(repeating: "a", count: 2 << 20) + "\"}")
        #expect(throws: WeightError.self) { try VAEConfiguration(path: path) }
    }
}
