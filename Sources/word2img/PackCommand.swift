internal import ArgumentParser
internal import CPUTensors
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging

/// A campaign's formats at once.
struct PackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Draws a word in several formats: a zip with pictures, stencils and cut-outs.",
        discussion: """
            word2img pack --text SALE --preset sale-balloons --formats square,story,banner

            The word is laid out anew for each format; seed and look are the same.
            """)

    @OptionGroup(title: "The word") var stencil: StencilOptions
    @OptionGroup(title: "The picture") var request: RequestOptions
    @OptionGroup(title: "Its readability") var reading: ReadingOptions
    @OptionGroup(title: "The model") var model: ModelOptions
    @Option(help: "square (768x768), story (576x1024), banner (1024x512), a4 (720x1016), or sizes such as 640x512.")
    var formats = "square,story,banner,a4"
    @Option(help: "The zip file. Default: WORD-SEED.zip.") var output: String?
    @Flag(help: "Shows no progress.") var quiet = false

    func run() throws {
        var request = try request.request()
        request.samples = 1
        guard let word = stencil.word else {
            throw Failure(badInput: "pack lays the word out anew for each format: give it with --text, not --image")
        }
        let sizes = try sizes(), folder = try model.folder()
        _ = try CPUDevice.shared()
        let name = stencil.fileName(seed: request.seed).replacing(".png", with: ".zip")
        var task = JobTask(
            sizes.map { size in
                var one = request
                one.size = size
                return one
            })
        try reading.apply(to: &task, text: word)
        let path = output ?? name, drawing = DrawingRun(model: folder, precision: model.precision, isQuiet: quiet)
        let drawn = try drawing.draw(task, try stencil.source(self.request.fonts())).drawn
        let archive = try drawn.pack()
        try Interruption.protected { try AtomicFile.write(archive, to: path) }
        print("\(path)  \(drawn.pictures.count) formats, seed \(request.seed)")
    }

    private func sizes() throws -> [PictureSize] {
        let sizes = try formats.split(separator: ",").map { text in
            let text = text.trimmingCharacters(in: .whitespaces).lowercased()
            guard let size = PackFormat(rawValue: text)?.size ?? PictureSize(text) else {
                throw Failure(
                    badInput: "--formats has \(text); it must be square, story, banner, a4, or a size such as 640x512")
            }
            guard RequestLimits.engine.sizes.contains(size) else {
                throw Failure(badInput: "--formats has \(text); it must be \(RequestLimits.engine.sizes)")
            }
            return size
        }
        guard !sizes.isEmpty, Set(sizes).count == sizes.count else {
            throw Failure(badInput: "--formats is \(formats); it must name at least one format, and none twice")
        }
        return sizes
    }
}
