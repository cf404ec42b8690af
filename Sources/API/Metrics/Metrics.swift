internal import Synchronization

/// Counters of this node since it started. What the store knows (queue, credits) is asked when metrics are read.
final class Metrics: Sendable {
    private let state = Mutex(State())

    struct State {
        var requests: [Request: Int] = [:]
        var durations = Histogram(bounds: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60])
        var submitted = 0
        var jobs: [String: Int] = [:]
        var stages: [String: Histogram] = [:]
        var charged: Int64 = 0
    }

    struct Request: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    var snapshot: State { state.withLock { $0 } }

    /// `route`: the pattern, so that there are as many as routes.
    func request(_ method: String, _ route: String, status: Int, seconds: Double) {
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) ? method : "other"
        state.withLock {
            $0.requests[Request(method: known, route: route, status: status), default: 0] += 1
            $0.durations.observe(seconds)
        }
    }

    func jobEnded(_ outcome: String, chargedMicroDollars: Int64, stages: [String: Double]) {
        state.withLock { state in
            state.jobs[outcome, default: 0] += 1
            state.charged += chargedMicroDollars
            for (stage, seconds) in stages {
                state.stages[stage, default: Histogram(bounds: [0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300])].observe(
                    seconds)
            }
        }
    }
}
