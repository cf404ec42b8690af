/// What can go wrong between a request and its picture, weights aside.
public enum PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// An option outside its range.
    case option(name: String, found: String, allowed: String)
    /// The request has a control picture and the model no ControlNet.
    case noControlNet
    /// The parts of a model folder don't fit together.
    case mismatch(String)
    /// NaN or infinity came out of a part; `step` counts from zero and is nil for what runs once.
    case notFinite(Part, step: Int?)

    public enum Part: String, Sendable {
        case textEncoder = "text encoder"
        case controlNet = "ControlNet"
        case unet = "UNet"
        case guidance, scheduler
        case autoencoder
    }

    public var description: String {
        switch self {
        case .option(let name, let found, let allowed): "\(name) is \(found); it must be \(allowed)"
        case .noControlNet: "a control picture needs a ControlNet; name its folder or leave the picture out"
        case .mismatch(let what): "the model's parts don't fit together: \(what)"
        case .notFinite(let part, let step):
            "the \(part.rawValue) gave NaN or infinity\(step.map { " at step \($0 + 1)" } ?? ""); "
                + "try fp32 precision, or check the model's files"
        }
    }
}
