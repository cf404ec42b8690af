/// MT19937 (Matsumoto, Nishimura 1998), seeded as `init_genrand` does.
struct MersenneTwister {
    private static let count = 624, middle = 397
    private var state: [UInt32]
    private var index = count

    init(seed: UInt32) {
        var state = [seed]
        state.reserveCapacity(Self.count)
        for index in 1..<Self.count {
            let last = state[index - 1]
            state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
        }
        self.state = state
    }

    mutating func next() -> UInt32 {
        if index == Self.count { twist() }
        var value = state[index]
        index += 1
        value ^= value >> 11
        value ^= value << 7 & 0x9D2C_5680
        value ^= value << 15 & 0xEFC6_0000
        return value ^ value >> 18
    }

    private mutating func twist() {
        for index in 0..<Self.count {
            let next = state[(index + 1) % Self.count]
            let joined = state[index] & 0x8000_0000 | next & 0x7FFF_FFFF
            let odd: UInt32 = joined & 1 == 0 ? 0 : 0x9908_B0DF
            state[index] = state[(index + Self.middle) % Self.count] ^ joined >> 1 ^ odd
        }
        index = 0
    }
}
