/// What transformers' `CLIPTextModel` is built from. Fields have its names and, made by `init()`, its defaults.
public struct CLIPTextConfiguration: Sendable, Hashable {
    public var vocabSize = 49408
    public var hiddenSize = 512
    public var intermediateSize = 2048
    public var numHiddenLayers = 12
    public var numAttentionHeads = 8
    public var maxPositionEmbeddings = 77
    public var hiddenAct = HiddenActivation.quickGELU
    public var layerNormEps = 1e-5
    /// `eos_token_id`, the first if it is a list. SD 1.5's file has the historical 2; the last hidden state doesn't depend on it.
    public var eosTokenID = 49407

    public init() {}

    public static let stableDiffusion15: CLIPTextConfiguration = {
        var configuration = CLIPTextConfiguration()
        configuration.hiddenSize = 768
        configuration.intermediateSize = 3072
        configuration.numAttentionHeads = 12
        configuration.eosTokenID = 2
        return configuration
    }()
}

/// The text encoder's activation.
public enum HiddenActivation: Sendable, Hashable {
    /// `x · sigmoid(1.702 x)`.
    case quickGELU
    /// `x · Φ(x)`, with the error function.
    case gelu
}

extension CLIPTextConfiguration {
    /// Reads `text_encoder/config.json`. Throws for a field that would change the numbers and isn't supported.
    public init(path: String) throws(WeightError) {
        try self.init(ConfigurationFile(path: path))
    }

    init(_ file: ConfigurationFile) throws(WeightError) {
        try file.require("model_type", "clip_text_model")
        try file.require("architectures", .null, ["CLIPTextModel"])
        vocabSize = try file.integer("vocab_size", default: vocabSize, in: 1...1_000_000)
        hiddenSize = try file.integer("hidden_size", default: hiddenSize, in: 1...16_384)
        intermediateSize = try file.integer("intermediate_size", default: intermediateSize, in: 1...65_536)
        numHiddenLayers = try file.integer("num_hidden_layers", default: numHiddenLayers, in: 1...128)
        numAttentionHeads = try file.integer("num_attention_heads", default: numAttentionHeads, in: 1...1024)
        maxPositionEmbeddings = try file.integer(
            "max_position_embeddings", default: maxPositionEmbeddings, in: 1...65_536)
        hiddenAct = try file.choice("hidden_act", default: hiddenAct, ["quick_gelu": .quickGELU, "gelu": .gelu])
        layerNormEps = try file.number("layer_norm_eps", default: layerNormEps, in: 0...1)
        eosTokenID = try file.integers("eos_token_id", default: [eosTokenID], in: 0...1_000_000)[0]
        guard hiddenSize % numAttentionHeads == 0 else {
            throw file.unsupported("num_attention_heads", "a divisor of hidden_size, \(hiddenSize)")
        }
    }
}
