/// Ranges of a request's parameters.
public struct RequestLimits: Sendable, Hashable {
    /// In characters, white space at both ends left out.
    public var promptLength = 1...4000
    public var numInferenceSteps = 25...100
    public var guidanceScale = 0.1...25
    public var controlScale = 0.0...5
    /// Both of `control_start` and `control_end`; the start lies below the end.
    public var controlWindow = 0.01...1
    public var samples = 1...4
    public var cacheInterval = 1...10
    public var tokenDownsampling = 1...4
    public var sizes = Sizes.squares([512, 768, 1024])

    public init() {}

    /// The published API's.
    public static let published = RequestLimits()

    /// What the engine itself can do, for one who pays with time alone.
    public static let engine = {
        var limits = RequestLimits()
        limits.numInferenceSteps = 1...1000
        limits.guidanceScale = 0...100
        limits.controlWindow = 0...1
        limits.sizes = .multiples(of: 8, sides: 64...2048)
        return limits
    }()

    public enum Sizes: Sendable, Hashable {
        case squares([Int])
        case multiples(of: Int, sides: ClosedRange<Int>)
    }
}

extension RequestLimits.Sizes: CustomStringConvertible {
    public func contains(_ size: PictureSize) -> Bool {
        switch self {
        case .squares(let sides): size.width == size.height && sides.contains(size.width)
        case .multiples(let factor, let sides):
            [size.width, size.height].allSatisfy { sides.contains($0) && $0 % factor == 0 }
        }
    }

    public var description: String {
        switch self {
        case .squares(let sides): "one of " + sides.map(String.init).joined(separator: ", ")
        case .multiples(let factor, let sides):
            "a side such as 512, or width x height such as 520x776, in multiples of \(factor) from \(sides.lowerBound) "
                + "to \(sides.upperBound)"
        }
    }
}
