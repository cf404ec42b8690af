/// Xorshift: numbers from a seed. George Marsaglia, "Xorshift RNGs", 2003.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(state: UInt64) { self.state = state | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
