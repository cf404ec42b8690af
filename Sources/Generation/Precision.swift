/// How exactly the engine computes. bf16 is twice as fast and takes half the memory.
public enum Precision: String, Sendable, Hashable, CaseIterable {
    case bf16, fp32
}
