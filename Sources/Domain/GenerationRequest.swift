/// What a picture is asked for with: the published parameters of `w2imgsd1.5-img2img` and their defaults, and what else
/// makes the picture. The control picture itself travels beside it.
public struct GenerationRequest: Sendable, Hashable {
    public var prompt: String
    public var negativePrompt = ""
    public var scheduler = SchedulerName.ddim
    public var numInferenceSteps = 25
    public var guidanceScale = 7.5
    public var controlScale = 1.8
    /// The share of the steps after which the ControlNet begins and ends to steer.
    public var controlStart = 0.19
    public var controlEnd = 1.0
    public var samples = 1
    /// ``randomSeed`` asks for a seed drawn at random.
    public var seed = Self.randomSeed
    public var size = PictureSize(width: 768, height: 768)
    /// Not published: only every such step computes all of the networks, which is faster and gives another picture.
    public var cacheInterval = 1
    /// Not published: where a layer has many pixels, each attends to every such one each way; faster in large pictures, and gives
    /// another one.
    public var tokenDownsampling = 1

    public static let randomSeed: Int64 = -1

    public init(prompt: String) { self.prompt = prompt }
}

extension GenerationRequest {
    /// The seed to use. Only the low 32 bits of a seed count, so a random one has no more.
    public func resolvedSeed(using generator: inout some RandomNumberGenerator) -> UInt64 {
        seed == Self.randomSeed
            ? UInt64(UInt32.random(in: 0...UInt32.max, using: &generator)) : UInt64(bitPattern: seed)
    }

    /// Everything that is outside of `limits`, in the order of the parameters; empty for a request that can be done.
    public func faults(_ limits: RequestLimits) -> [RequestFault] {
        var faults: [RequestFault] = []
        func check(_ holds: Bool, _ parameter: Parameter, _ found: some CustomStringConvertible, _ allowed: String) {
            if !holds { faults.append(RequestFault(parameter, found: found.description, allowed: allowed)) }
        }
        func check<Number: Comparable & CustomStringConvertible>(
            _ value: Number, in range: ClosedRange<Number>, _ parameter: Parameter
        ) {
            check(range.contains(value), parameter, value, "from \(range.lowerBound) to \(range.upperBound)")
        }
        let length = prompt.trimmed.count
        check(
            limits.promptLength.contains(length), .prompt, "\(length) characters long",
            "\(limits.promptLength.lowerBound) to \(limits.promptLength.upperBound) characters")
        let negativeLength = negativePrompt.count
        check(
            negativeLength <= limits.promptLength.upperBound, .negativePrompt, "\(negativeLength) characters long",
            "at most \(limits.promptLength.upperBound) characters")
        check(numInferenceSteps, in: limits.numInferenceSteps, .numInferenceSteps)
        check(guidanceScale, in: limits.guidanceScale, .guidanceScale)
        check(controlScale, in: limits.controlScale, .controlScale)
        check(controlStart, in: limits.controlWindow, .controlStart)
        check(controlEnd, in: limits.controlWindow, .controlEnd)
        if limits.controlWindow.contains(controlStart) && limits.controlWindow.contains(controlEnd) {
            check(controlStart < controlEnd, .controlStart, controlStart, "below control_end, which is \(controlEnd)")
        }
        check(samples, in: limits.samples, .samples)
        check(seed >= Self.randomSeed, .seed, seed, "from 0 to \(Int64.max), or -1 for a random one")
        check(limits.sizes.contains(size), .size, size, limits.sizes.description)
        check(cacheInterval, in: limits.cacheInterval, .cacheInterval)
        check(tokenDownsampling, in: limits.tokenDownsampling, .tokenDownsampling)
        return faults
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[first...last]
    }
}
