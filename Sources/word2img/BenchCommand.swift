public import ArgumentParser
public import Benchmark
internal import CPUTensors
internal import Checkpoints
internal import Foundation

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures how fast the engine is on this machine.",
        discussion:
            "Without --model it takes random weights of Stable Diffusion 1.5's size: some minutes, and 4 GB of memory.")

    @Option(help: "A model in diffusers' folder layout.")
    var model: String?

    @Option(help: "A ControlNet's folder, if the model has none of its own.")
    var controlnet: String?

    @Option(help: "bf16 or fp32.")
    var precision = BenchmarkPrecision.bf16

    @Option(help: "Sides of the pictures in pixels, multiples of 64, with commas between them.")
    var sizes = "512,768"

    @Option(help: "How often a step is measured; the median counts.")
    var runs = 3

    @Flag(help: "Leaves out the kernels one by one.")
    var withoutKernels = false

    @Flag(help: "Prints JSON.")
    var json = false

    @Flag(
        help: """
            Measures what each line of standard input names: step, vae, text, or kernel and one of the names that \
            kernels lists; quit ends it.
            """)
    var interactive = false

    func run() throws {
        let options = try options(), settings = try CPUSettings(environment: ProcessInfo.processInfo.environment)
        if interactive { return try takeTurns(BenchmarkTurns(options, settings: settings)) }
        let progress = Progress(isShown: true)
        let report = try EngineBenchmark(options, settings: settings).run { progress.stage("Measuring \($0)") }
        progress.end()
        print(json ? try report.json() : report.description)
    }

    private func options() throws -> BenchmarkOptions {
        var options = BenchmarkOptions()
        if controlnet != nil && model == nil { throw Failure(badInput: "--controlnet goes with --model") }
        options.model = try model.map { path throws(WeightError) in try ModelFolder(path: path, controlNet: controlnet)
        }
        options.precision = precision
        options.sizes = try sizes.split(separator: ",", omittingEmptySubsequences: false).map { text throws(Failure) in
            guard let size = Int(text), (64...2048).contains(size), size % 64 == 0 else {
                throw Failure(badInput: "--sizes has \(text); sides must be multiples of 64 from 64 to 2048")
            }
            return size
        }
        guard (1...1000).contains(runs) else {
            throw Failure(badInput: "--runs is \(runs); it must be from 1 to 1000")
        }
        options.runs = runs
        options.measuresKernels = !withoutKernels
        return options
    }

    /// One JSON object a line: first that it is ready, then an answer to each line, at the end what memory it took.
    private func takeTurns(_ turns: BenchmarkTurns) throws {
        answer(#"{"ready": "word2img", "precision": "\#(precision.rawValue)"}"#)
        while let line = readLine(), line != "quit" {
            if line == "kernels" {
                answer(#"{"kernels": ["\#(turns.kernels.joined(separator: #"", ""#))"]}"#)
            } else if let seconds = try seconds(of: line, turns) {
                answer(#"{"part": "\#(line)", "seconds": \#(seconds)}"#)
            } else {
                throw Failure(
                    badInput: "\(line) is no part; there are step, vae, text, and kernels, which lists others")
            }
        }
        answer(#"{"peak_memory": \#(turns.peakMemory)}"#)
    }

    private func seconds(of line: String, _ turns: BenchmarkTurns) throws -> Double? {
        if line.hasPrefix("kernel ") { return try turns.seconds(ofKernel: String(line.dropFirst("kernel ".count))) }
        return try BenchmarkPart(rawValue: line).map(turns.seconds(of:))
    }

    /// At once, though standard output may be a pipe.
    private func answer(_ line: String) {
        print(line)
        fflush(nil)
    }
}

extension BenchmarkPrecision: ExpressibleByArgument {}

extension BenchmarkReport {
    fileprivate func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
