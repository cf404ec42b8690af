/// A part of a model that has weights. The raw value is its folder's name.
public enum Component: String, Sendable, Hashable, CaseIterable {
    case textEncoder = "text_encoder"
    case unet
    case controlNet = "controlnet"
    case vae
}
