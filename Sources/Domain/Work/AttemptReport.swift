/// One of the times that a guaranteed sample was drawn.
public struct AttemptReport: Sendable, Hashable, Codable {
    /// From zero.
    public var sample: Int
    public var controlScale: Double
    public var controlStart: Double
    public var reading: Reading
    /// Whether its picture was handed over.
    public var isChosen: Bool

    enum CodingKeys: String, CodingKey {
        case sample
        case controlScale = "control_scale"
        case controlStart = "control_start"
        case reading
        case isChosen = "chosen"
    }

    public init(sample: Int, controlScale: Double, controlStart: Double, reading: Reading, isChosen: Bool) {
        self.sample = sample
        self.controlScale = controlScale
        self.controlStart = controlStart
        self.reading = reading
        self.isChosen = isChosen
    }
}

/// What is told of a job that failed because its word can't be read: the JSON of ``JobFailure/details``.
public struct UnreadableReport: Sendable, Hashable, Codable {
    public var attempts: [AttemptReport]

    public init(attempts: [AttemptReport]) { self.attempts = attempts }
}
