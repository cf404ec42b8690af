public import Imaging

/// A control image that was put right as far as that is safe.
public struct StencilFix: Sendable {
    public let picture: Bitmap
    /// What was done, in order.
    public let applied: [Step]

    public enum Step: String, Sendable, Hashable, Codable, CaseIterable {
        /// Made smaller within its frame, with ground round it.
        case pad
        /// Made black and white, with soft edges.
        case binarise
        /// Strokes made broader, as far as no gap or hole closes.
        case thicken
    }
}
