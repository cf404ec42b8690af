import Synchronization

/// Kills processes when all of them together have said so many lines: a victim is then anywhere in its work, while it would
/// be at the same place each time if its own lines were counted.
final class KillPlan: Sendable {
    private let state: Mutex<(lines: Int, victims: [(process: HammerProcess, after: Int)])>

    init(_ victims: [(process: HammerProcess, after: Int)]) { state = Mutex((0, victims)) }

    func heard(_ lines: Int) {
        state.withLock { state in
            state.lines += lines
            for victim in state.victims where victim.after <= state.lines { victim.process.killNow() }
            state.victims.removeAll { $0.after <= state.lines }
        }
    }
}
