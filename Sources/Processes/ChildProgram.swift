/// A program to be started as a child of this process.
///
/// It gets the standard streams and no other descriptor of its parent, a process group of its own (so that Ctrl-C at a
/// terminal reaches the parent alone, which knows in what order to stop), and every signal as it is by default.
public struct ChildProgram: Sendable {
    public var path: String
    /// Without the program's name.
    public var arguments: [String]
    /// nil for the parent's.
    public var environment: [String: String]?
    public var input = Input.lifeline
    /// 0 to 19: how far behind others it stands in the queue for the processor.
    public var niceness: Int32 = 0

    public init(_ path: String, arguments: [String]) {
        self.path = path
        self.arguments = arguments
    }

    public enum Input: Sendable {
        /// A pipe whose other end the parent holds and never writes to: it ends with the parent, however that dies.
        /// See ``Lifeline``.
        case lifeline
        /// A connection, which is the child's standard input and output.
        case socket(Descriptor)
    }
}
