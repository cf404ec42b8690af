internal import Tensors

extension Shape {
    /// How many of this shape's rows of channels, one after the other, meet the same row of an addend: all positions where that is
    /// a vector `[n, c]`, else one. Traps if the shapes don't fit.
    func rowsMeetingOneRow(of addend: Shape) -> Int {
        let isVector = addend.rank == 2 && rank > 2
        precondition(
            isVector ? addend.channels == channels : addend.with(batch: 1) == with(batch: 1), "\(self) + \(addend)")
        return isVector ? positions : 1
    }
}
