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
