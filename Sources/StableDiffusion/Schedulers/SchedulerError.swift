/// What can't be scheduled.
public enum SchedulerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `most`: the largest number of steps that this configuration allows.
    case steps(found: Int, most: Int)

    public var description: String {
        switch self {
        case .steps(let found, let most): "\(found) steps; the model's scheduler configuration allows 1 to \(most)"
        }
    }
}
