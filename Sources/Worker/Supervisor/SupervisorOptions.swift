/// Which workers a ``Supervisor`` keeps alive.
public struct SupervisorOptions: Sendable {
    /// The workers' program.
    public var program: String
    /// `work` and its options. The supervisor adds `--supervised`, `--worker-id`, `--server-socket` and `--drain`.
    public var arguments: [String]
    /// How many there are at a time; 0 for none.
    public var count: Int
    /// Where the sockets are, in a folder of this machine's; made if it is missing.
    public var sockets: SocketFolder
    /// What workers have to finish a job when they are to stop.
    public var drain = Duration.seconds(10)
    /// They compute for minutes: whoever answers requests comes before them.
    public var niceness: Int32 = 10
    public var restartDelay = RestartDelay()

    public init(program: String, arguments: [String], count: Int, sockets: SocketFolder) {
        self.program = program
        self.arguments = arguments
        self.count = count
        self.sockets = sockets
    }
}
