/// What can't be scheduled.
public enum SchedulerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `most`: the largest number of steps that this configuration allows.
    case steps(found: Int, most: Int)
    /// The betas leave a training timestep without any noise or without any signal, as far as fp32 can tell.
    case extremeNoise(timestep: Int)

    public var description: String {
        switch self {
        case .steps(let found, let most): "\(found) steps; the model's scheduler configuration allows 1 to \(most)"
        case .extremeNoise(let timestep):
            "beta_start and beta_end of the scheduler configuration leave only noise, or none, at timestep \(timestep)"
        }
    }
}
