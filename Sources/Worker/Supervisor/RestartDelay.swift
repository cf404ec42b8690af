/// How long to wait before a worker that died is started again: twice as long each time, unless it had lived for a while.
public struct RestartDelay: Sendable, Hashable {
    public var first: Duration
    public var longest: Duration
    /// One that lived for this long was sound.
    public var soundLife: Duration
    private var last: Duration?

    public init(
        first: Duration = .milliseconds(500), longest: Duration = .seconds(30), soundLife: Duration = .seconds(60)
    ) {
        self.first = first
        self.longest = longest
        self.soundLife = soundLife
    }

    package mutating func next(afterLifeOf life: Duration) -> Duration {
        let delay = last.flatMap { life >= soundLife ? nil : min($0 * 2, longest) } ?? first
        last = delay
        return delay
    }
}
