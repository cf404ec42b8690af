import Foundation

extension BenchmarkReport: CustomStringConvertible {
    /// Tables for people.
    public var description: String {
        let side = sizes[0].size
        let tables = [
            summary, table("a guided step at \(side)", of: operations),
            table("decoding at \(side)", of: decodeOperations),
        ]
        return (tables + (kernels.isEmpty ? [] : [kernelTable])).joined(separator: "\n\n")
    }

    private var summary: String {
        var lines = [
            "\(machine.processor), \(machine.threads) threads, \(machine.instructionSet), \(precision.rawValue)",
            "model: \(model)",
            "limit, dot products alone: \(giga(limit)) GFLOP/s",
            "to the end of the first step at \(sizes[0].size): \(seconds(start.total)) "
                + "(weights \(seconds(start.load)), preparing \(seconds(start.prepare)), "
                + "first step \(seconds(start.firstStep)))",
        ]
        for size in sizes {
            lines.append(
                "\(size.size) x \(size.size): guided step \(seconds(size.step)), \(giga(size.stepRate)) GFLOP/s, "
                    + "\(share(size.stepRate / limit)) of the limit, decoding the picture \(seconds(size.decode)), "
                    + "peak memory \(megabytes(size.peakMemory))")
        }
        return lines.joined(separator: "\n")
    }

    private func table(_ title: String, of operations: [Operation]) -> String {
        let all = operations.reduce(0) { $0 + $1.seconds }
        let rows = operations.map { operation in
            [
                operation.name, "\(operation.calls)", milliseconds(operation.seconds), share(operation.seconds / all),
                operation.rate.map(giga) ?? "", operation.rate.map { share($0 / limit) } ?? "",
                megabytes(operation.bytes), giga(Double(operation.bytes) / operation.seconds),
            ]
        }
        return aligned([title, "calls", "ms", "of all", "GFLOP/s", "of limit", "moved", "GB/s"], rows)
    }

    private var kernelTable: String {
        aligned(
            ["kernel", "ms", "GFLOP/s or GB/s", "of limit", "limit"],
            kernels.map { kernel in
                [
                    kernel.name, milliseconds(kernel.seconds), giga(kernel.rate), share(kernel.share),
                    kernel.isBoundByMemory ? "copying" : "arithmetic",
                ]
            })
    }
}

/// The first column to the left, the others to the right.
private func aligned(_ titles: [String], _ rows: [[String]]) -> String {
    let lines = [titles] + rows
    let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
        cells.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - cells[column].count)
            return column == 0 ? cells[column] + padding : padding + cells[column]
        }.joined(separator: "  ")
    }.joined(separator: "\n")
}

private func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
private func milliseconds(_ value: Double) -> String { String(format: "%.2f", value * 1e3) }
private func giga(_ value: Double) -> String { String(format: "%.0f", value / 1e9) }
private func share(_ value: Double) -> String { String(format: "%.0f%%", value * 100) }
private func megabytes(_ value: Int) -> String { "\(value >> 20) MB" }
