import Lettering

/// A stencil with options changed by name.
func drawn(
    _ text: String, width: Int = 128, height: Int = 128, _ change: (inout LetteringOptions) -> Void = { _ in }
) throws -> Stencil {
    var options = LetteringOptions(width: width, height: height)
    change(&options)
    return try Stencil(lettering: text, options)
}

/// Columns and rows, the end of either being the first without.
struct Box: Equatable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    var width: Int { right - left }
    var height: Int { bottom - top }
}

extension Stencil {
    /// What differs from the ground, which is the first pixel's tone, by `least` or more.
    func inkBox(least: Int = 128) -> Box? {
        let places = grey.indices.filter { abs(Int(grey[$0]) - Int(grey[0])) >= least }
        let columns = places.map { $0 % width }
        guard let first = places.first, let last = places.last, let left = columns.min(), let right = columns.max()
        else { return nil }
        return Box(left: left, top: first / width, right: right + 1, bottom: last / width + 1)
    }

    /// The share of pixels that are ink.
    var inkShare: Double {
        Double(grey.count { abs(Int($0) - Int(grey[0])) >= 128 }) / Double(grey.count)
    }

    /// The mean of the differences, 0 to 255.
    func difference(from other: Stencil) -> Double { meanDifference(grey, other.grey) }
}

func meanDifference(_ first: [UInt8], _ second: [UInt8]) -> Double {
    guard first.count == second.count else { return 255 }
    return Double(zip(first, second).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(max(first.count, 1))
}
