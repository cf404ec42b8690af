/// A binary heap of integers.
struct MinHeap {
    private var values: [UInt64] = []

    mutating func insert(_ value: UInt64) {
        values.append(value)
        var child = values.count - 1
        while child > 0, values[(child - 1) / 2] > values[child] {
            values.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popMin() -> UInt64? {
        guard let least = values.first else { return nil }
        values.swapAt(0, values.count - 1)
        values.removeLast()
        var parent = 0
        while 2 * parent + 1 < values.count {
            var child = 2 * parent + 1
            if child + 1 < values.count, values[child + 1] < values[child] { child += 1 }
            if values[parent] <= values[child] { break }
            values.swapAt(parent, child)
            parent = child
        }
        return least
    }
}
