/// How numbers of several bytes lie in a file.
enum ByteOrder {
    case little, big

    /// The unsigned number of `count` bytes at `place`; nil where the bytes end before it.
    func number(in bytes: [UInt8], at place: Int, count: Int) -> Int? {
        guard place >= 0, count <= 4, place <= bytes.count - count else { return nil }
        let digits = bytes[place..<place + count]
        return self == .big ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// The lowest `count` bytes of a number.
    func bytes(_ number: Int, count: Int) -> [UInt8] {
        let little = (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        return self == .little ? little : little.reversed()
    }
}
