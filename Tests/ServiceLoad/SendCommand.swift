import ArgumentParser
import Foundation
import Synchronization

/// Sends one request again and again over connections that stay open, a thread each, and measures.
struct SendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "send", abstract: "Sends a request again and again.")

    @Option(help: "Of the server, on 127.0.0.1.") var port: UInt16
    @Option(help: "GET or POST.") var method = "GET"
    @Option(help: "The path.") var path: String
    @Option(help: "The key.") var key: String
    @Option(help: "A file with the JSON body.") var body: String?
    @Option(help: "Connections.") var connections = 32
    @Option(help: "Seconds.") var seconds = 5.0
    @Option(help: "Requests a second in all; 0 for as many as there can be.") var rate = 0.0

    private struct Report: Encodable {
        var requests = 0, failures = 0
        var per_second = 0.0, p50_ms = 0.0, p99_ms = 0.0, longest_ms = 0.0
    }

    func run() throws {
        let bodyBytes = try body.map { try Data(contentsOf: URL(filePath: $0)) } ?? Data()
        var head = "\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1:\(port)\r\nx-api-key: \(key)\r\n"
        if !bodyBytes.isEmpty { head += "content-type: application/json\r\ncontent-length: \(bodyBytes.count)\r\n" }
        let request = Array(Data((head + "\r\n").utf8) + bodyBytes)
        let results = Mutex<(times: [Double], failures: Int)>(([], 0)), group = DispatchGroup()
        let start = ContinuousClock.now
        for number in 0..<connections {
            group.enter()
            let thread = Thread {
                let (times, failures) = work(request, number, from: start)
                results.withLock {
                    $0.times += times
                    $0.failures += failures
                }
                group.leave()
            }
            thread.start()
        }
        group.wait()
        let elapsed = start.duration(to: .now) / .seconds(1)
        let (times, failures) = results.withLock { ($0.times.sorted(), $0.failures) }
        func share(_ share: Double) -> Double { times.isEmpty ? 0 : times[Int(Double(times.count - 1) * share)] * 1000 }
        let report = Report(
            requests: times.count, failures: failures, per_second: Double(times.count) / elapsed, p50_ms: share(0.5),
            p99_ms: share(0.99), longest_ms: share(1))
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }

    /// With a rate, a request's time counts from when it should have been sent: one that had to wait for the answer before it
    /// is late as well.
    private func work(_ request: [UInt8], _ number: Int, from start: ContinuousClock.Instant) -> ([Double], Int) {
        guard var connection = try? LoadConnection(port: port) else { return ([], 1) }
        var times: [Double] = [], failures = 0, count = 0
        let interval = rate > 0 ? Duration.seconds(Double(connections) / rate) : .zero
        let offset = interval * number / max(1, connections)
        while start.duration(to: .now) < .seconds(seconds) {
            var begun = ContinuousClock.now
            if rate > 0 {
                let due = start + offset + interval * count
                if due > begun { Thread.sleep(forTimeInterval: begun.duration(to: due) / .seconds(1)) }
                begun = due
            }
            count += 1
            if (try? connection.exchange(request)) == 200 {
                times.append(begun.duration(to: .now) / .seconds(1))
            } else {
                failures += 1
                guard let fresh = try? LoadConnection(port: port) else { break }
                connection = fresh
            }
        }
        return (times, failures)
    }
}
