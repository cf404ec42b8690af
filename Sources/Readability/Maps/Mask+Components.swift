/// A connected part of a mask.
package struct Component: Hashable {
    /// Pixels.
    package var area: Int
    package var box: Box

    package init(area: Int, box: Box) {
        self.area = area
        self.box = box
    }
}

extension Mask {
    /// The parts that hang together by their sides (not by corners), by rows from the top; `labels` holds each pixel's
    /// number from 1, or 0.
    package func components() -> (labels: [Int32], parts: [Component]) {
        var labels = Array(repeating: Int32(0), count: bits.count)
        var parts: [Component] = [], stack: [Int] = []
        for start in bits.indices where bits[start] && labels[start] == 0 {
            let label = Int32(parts.count + 1)
            var left = width, right = 0, top = height, bottom = 0, area = 0
            labels[start] = label
            stack.append(start)
            while let place = stack.popLast() {
                let x = place % width, y = place / width
                area += 1
                (left, right, top, bottom) = (min(left, x), max(right, x + 1), min(top, y), max(bottom, y + 1))
                func visit(_ next: Int) {
                    guard bits[next] && labels[next] == 0 else { return }
                    labels[next] = label
                    stack.append(next)
                }
                if x > 0 { visit(place - 1) }
                if x < width - 1 { visit(place + 1) }
                if y > 0 { visit(place - width) }
                if y < height - 1 { visit(place + width) }
            }
            parts.append(Component(area: area, box: Box(x: left..<right, y: top..<bottom)))
        }
        return (labels, parts)
    }

    /// Only the parts whose number, from 1, is in `kept`.
    static func of(_ kept: Set<Int32>, in labels: [Int32], width: Int, height: Int) -> Mask {
        // A table is quicker than a set for each pixel.
        var isKept = Array(repeating: false, count: Int((kept.max() ?? 0)) + 1)
        for label in kept { isKept[Int(label)] = true }
        return Mask(
            width: width, height: height,
            bits: labels.map { Int($0) < isKept.count && $0 > 0 && isKept[Int($0)] })
    }
}
