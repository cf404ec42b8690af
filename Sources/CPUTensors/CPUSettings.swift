/// How the engine uses this machine.
public struct CPUSettings: Sendable, Hashable {
    public static let threadRange = 1...1024

    /// Threads that compute, the caller's included.
    public var threads: Int
    public var instructionSet: InstructionSet

    /// All the CPUs that this process may use, with the best instructions they have.
    public init(threads: Int = CPUCount.usable, instructionSet: InstructionSet = .best) {
        self.threads = threads
        self.instructionSet = instructionSet
    }

    /// The same but for what the environment says:
    ///
    /// - `WORD2IMG_THREADS`: a number in ``threadRange``.
    /// - `WORD2IMG_ISA`: an ``InstructionSet`` that this machine has.
    ///
    /// An empty value is none.
    public init(environment: [String: String]) throws(CPUDeviceError) {
        self.init()
        if let text = environment["WORD2IMG_THREADS"], !text.isEmpty {
            guard let count = Int(text), Self.threadRange.contains(count) else { throw .threads(text) }
            threads = count
        }
        if let name = environment["WORD2IMG_ISA"], !name.isEmpty {
            guard let set = InstructionSet(rawValue: name) else { throw .unknownInstructionSet(name) }
            guard set <= .best else { throw .missingInstructionSet(set, best: .best) }
            instructionSet = set
        }
    }
}
