/// A map of a picture in which textured lettering may look like print.
enum MapKind: Hashable {
    /// How unlike the picture's margin each place is.
    case difference(Detail)
    /// The same, sharpened by telling lettering and surroundings apart as two normal distributions.
    case twoClasses(Detail)
    /// As the lettering looks rather than the ground, both as found where the stencil has them. That tells what to look for,
    /// not its shape.
    case guided(Detail)
    /// Where one of the picture's four main colours is.
    case mainColour(Int)
    /// A plain channel: high values are ink, or low ones.
    case channel(Channel, isLow: Bool)

    /// What is compared.
    struct Detail: Hashable {
        let hasTexture: Bool
        /// Of the blur, in pixels at the working size.
        let sigma: Float
    }

    enum Channel: Hashable, CaseIterable {
        case brightness, red, blue, saturation
    }
}
