/// Where the present comes from: the system in a server, a variable in a test.
///
/// Leases and retention compare times of several processes on one machine, so this is the wall clock. When it jumps
/// forward, leases run out early and jobs are done again; when it jumps back, they last longer. Fencing tokens keep
/// either from doing harm.
public protocol TimeSource: Sendable {
    var now: Timestamp { get }
}
