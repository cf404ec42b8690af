/// What is wrong with how the engine is to use this machine.
public enum CPUDeviceError: Error, Equatable, CustomStringConvertible {
    /// `WORD2IMG_ISA` has a value that is no instruction set.
    case unknownInstructionSet(String)
    case missingInstructionSet(InstructionSet, best: InstructionSet)
    /// `WORD2IMG_THREADS` is not a number in `CPUSettings.threadRange`.
    case threads(String)
    /// The operating system refused to start as many.
    case cannotStart(threads: Int)

    public var description: String {
        switch self {
        case .unknownInstructionSet(let name):
            let names = InstructionSet.allCases.map(\.rawValue).joined(separator: ", ")
            return "WORD2IMG_ISA: \(name) is no instruction set; choose one of \(names)"
        case .missingInstructionSet(let wanted, let best):
            return "WORD2IMG_ISA: this machine has no \(wanted.rawValue); the best it has is \(best.rawValue)"
        case .threads(let text):
            let range = CPUSettings.threadRange
            return "WORD2IMG_THREADS: \(text) is no number from \(range.lowerBound) to \(range.upperBound)"
        case .cannotStart(let threads):
            return "\(threads) threads cannot be started; set WORD2IMG_THREADS to fewer"
        }
    }
}
