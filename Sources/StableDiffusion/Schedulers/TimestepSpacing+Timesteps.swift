import Checkpoints
import Foundation

/// Which of the training timesteps a given number of steps visits (Lin et al. 2024, table 2), from the noisiest on.
/// Numbers are computed as NumPy computes them, so that those half way between two integers go the same way.
extension TimestepSpacing {
    /// DDIM's.
    func timesteps(steps: Int, of total: Int, offset: Int) -> [Int] {
        switch self {
        case .leading: Self.leading(0..<steps, part: total / steps, of: total, offset: offset)
        case .linspace: Self.line(to: total - 1, count: steps).reversed()
        case .trailing: Self.trailing(steps: steps, of: total)
        }
    }

    /// DPM-Solver's, which divides by one step more, as its last step ends at no noise at all.
    func solverTimesteps(steps: Int, of total: Int, offset: Int) -> [Int] {
        switch self {
        case .leading: Self.leading(1..<steps + 1, part: total / (steps + 1), of: total, offset: offset)
        case .linspace: Self.line(to: total - 1, count: steps + 1).dropFirst().reversed()
        case .trailing: Self.trailing(steps: steps, of: total)
        }
    }

    /// The offset shrinks where it would lead beyond the last timestep (a thousand steps of a thousand; diffusers fails).
    private static func leading(_ indices: Range<Int>, part: Int, of total: Int, offset: Int) -> [Int] {
        let offset = min(offset, total - 1 - (indices.upperBound - 1) * part)
        return indices.reversed().map { $0 * part + offset }
    }

    /// From zero to `last` in equal parts.
    private static func line(to last: Int, count: Int) -> [Int] {
        let part = Double(last) / Double(max(count - 1, 1))
        return (0..<count).map { index in
            count > 1 && index == count - 1 ? last : Int((Double(index) * part).rounded(.toNearestOrEven))
        }
    }

    /// diffusers has one more, -1, where rounding happens to leave room for it (61 steps, say).
    private static func trailing(steps: Int, of total: Int) -> [Int] {
        let part = Double(total) / Double(steps)
        // NumPy's own step: the difference of the first two values.
        let step = (Double(total) - part) - Double(total)
        return (0..<steps).map { Int((Double(total) + Double($0) * step).rounded(.toNearestOrEven)) - 1 }
    }
}
