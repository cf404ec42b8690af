extension Mask {
    /// Set where it or one of the four neighbours is, `times` over.
    package func dilated(_ times: Int = 1) -> Mask { (0..<times).reduce(self) { mask, _ in mask.spread(true) } }

    /// Set where it and the four neighbours are; beyond the frame nothing is.
    package func eroded(_ times: Int = 1) -> Mask { (0..<times).reduce(self) { mask, _ in mask.spread(false) } }

    /// Without parts thinner than about `2 * times`.
    package func opened(_ times: Int = 1) -> Mask { eroded(times).dilated(times) }

    /// With gaps thinner than about `2 * times` filled.
    package func closed(_ times: Int = 1) -> Mask { dilated(times).eroded(times) }

    /// Gives `bit` to every pixel one of whose four neighbours has it. Beyond the frame nothing is set.
    private func spread(_ bit: Bool) -> Mask {
        var result = self
        // Without bounds checks and cases the inner loop becomes vectors. A row of pixels that aren't set lies above and
        // below.
        let nothing = Array(repeating: false, count: width)
        bits.withUnsafeBufferPointer { source in
            result.bits.withUnsafeMutableBufferPointer { target in
                nothing.withUnsafeBufferPointer { nothing in
                    func row(_ y: Int) -> UnsafePointer<Bool>? {
                        y < 0 || y >= height ? nothing.baseAddress : source.baseAddress.map { $0 + y * width }
                    }
                    for y in 0..<height {
                        guard let above = row(y - 1), let here = row(y), let below = row(y + 1) else { return }
                        let to = y * width
                        if bit {
                            for x in 0..<width { target[to + x] = here[x] || above[x] || below[x] }
                            for x in 1..<max(width, 1) { target[to + x] = target[to + x] || here[x - 1] }
                            for x in 0..<width - 1 { target[to + x] = target[to + x] || here[x + 1] }
                        } else {
                            for x in 0..<width { target[to + x] = here[x] && above[x] && below[x] }
                            for x in 1..<max(width, 1) { target[to + x] = target[to + x] && here[x - 1] }
                            for x in 0..<width - 1 { target[to + x] = target[to + x] && here[x + 1] }
                            target[to] = false
                            target[to + width - 1] = false
                        }
                    }
                }
            }
        }
        return result
    }
}
