public import Checkpoints

/// The schedulers there are, under the names that requests use.
public enum SchedulerKind: String, Sendable, Hashable, CaseIterable {
    case ddim
    case dpmpp2M = "dpmpp_2m"

    /// The scheduler for `steps` steps, 1 to 1000, of a model trained with this configuration; throws
    /// ``SchedulerError``.
    public func make(_ configuration: SchedulerConfiguration, steps: Int) throws -> any Scheduler {
        switch self {
        case .ddim: try DDIMScheduler(configuration, steps: steps)
        case .dpmpp2M: try DPMSolverScheduler(configuration, steps: steps)
        }
    }
}
