/// The coefficients that bring a linear function of each row closest to the row's target: the normal equations, eliminated
/// with pivots. Rows must be at least as many as their columns, and independent.
package func leastSquares(_ rows: [[Double]], _ targets: [Double]) -> [Double] {
    let columns = rows[0].indices
    var system = columns.map { i in
        columns.map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
            + [zip(rows, targets).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for column in columns {
        guard let pivot = (column..<columns.count).max(by: { abs(system[$0][column]) < abs(system[$1][column]) }) else {
            break
        }
        system.swapAt(column, pivot)
        for row in columns where row != column {
            let factor = system[row][column] / system[column][column]
            for k in column...columns.count { system[row][k] -= factor * system[column][k] }
        }
    }
    return columns.map { system[$0][columns.count] / system[$0][$0] }
}
