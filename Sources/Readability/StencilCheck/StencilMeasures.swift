/// What a control image is like, in the frame that it is drawn in.
public struct StencilMeasures: Sendable, Hashable, Codable {
    /// Between ink and ground, of black and white: 0 to 1.
    public let contrast: Double
    /// The share of pixels that are nearer to the middle than to ink or ground.
    public let greyShare: Double
    /// Dark letters on light ground, by the border.
    public let isDarkOnLight: Bool
    /// The share of the border that is ground: 0.5 to 1.
    public let borderShare: Double
    /// Of all pixels.
    public let inkShare: Double
    /// Pixels: half of the ink lies in strokes at least as broad.
    public let medianStroke: Double
    /// Pixels: nine tenths of the ink lie in strokes at least as broad.
    public let thinStroke: Double
    /// Pixels that are free on the side where ink comes nearest to the frame.
    public let margin: Int
    /// How large the letters are in the frame, of what they would be in a frame of their own shape: 0 to 1.
    public let fit: Double
}
