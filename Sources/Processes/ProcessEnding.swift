/// How a process ended.
public enum ProcessEnding: Sendable, Hashable {
    case exited(code: Int32)
    case killed(signal: Int32)

    /// As `waitpid` tells it.
    init(status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(code: status >> 8 & 0xFF) : .killed(signal: signal)
    }
}

extension ProcessEnding: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exited(let code): "exited with code \(code)"
        case .killed(let signal): "killed by signal \(signal)"
        }
    }
}
