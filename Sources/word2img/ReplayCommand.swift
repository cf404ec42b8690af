internal import ArgumentParser
internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Makes a picture again by the recipe in its file, and compares the two.",
        discussion: "Exit code 0 where every pixel is the same, else 1, with what is not as it was then.")

    @Argument(help: "The picture's file, or a recipe's: JSON.") var file: String
    @Option(help: "The picture of the word, where the picture was made with one; known by its digest.")
    var image: String?
    @Option(help: "Where the new picture goes: .png, .jpg or .webp. Default: it is compared and forgotten.")
    var output: String?
    @OptionGroup(title: "The model") var model: ModelOptions
    @Flag(help: "Shows no progress.") var quiet = false

    func run() throws {
        let recipe = try recipe(), folder = try model.folder()
        _ = try CPUDevice.shared()
        guard recipe.model == (try folder.fingerprint()) else {
            throw Failure(
                badInput:
                    "\(file) was made with the model \(recipe.model), which \(folder.path) is not: name it with --model"
            )
        }
        var task = JobTask([recipe.request])
        task.original = recipe
        if let precision = Precision(rawValue: recipe.precision), precision != model.precision {
            StandardError.write("The picture was made in \(precision.rawValue), and is made again so.\n")
        }
        let drawing = DrawingRun(
            model: folder, precision: Precision(rawValue: recipe.precision) ?? model.precision, isQuiet: quiet)
        let encoding = try output.map { try PictureEncoding(fileName: $0) }
        let word = try source(recipe, &task), drawn = try drawing.draw(task, word).drawn
        if let output, let encoding {
            let bytes = try drawn.pictures[0].file(Receipt(recipe: drawn.pictures[0].recipe), as: encoding)
            try Interruption.protected { try AtomicFile.write(bytes, to: output) }
        }
        let report = ReplayReport(drawn.pictures[0].recipe, original: recipe)
        guard report.isIdentical else {
            let why = report.differences.isEmpty ? "the pixels differ" : report.differences.joined(separator: "; ")
            throw Failure("\(file): it is not the same picture again: \(why)")
        }
        print("\(file): the same picture again, pixel by pixel")
    }

    private func recipe() throws -> Recipe {
        let bytes = try InputFile.read(file, limit: DecodingLimits().bytes)
        let text = EmbeddedRecipe.read(from: bytes) ?? String(decoding: bytes, as: UTF8.self)
        guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)) else {
            throw Failure(
                badInput: "\(file): there is no recipe in it: it is no picture of word2img's, or was changed since")
        }
        return receipt.recipe
    }

    private func source(_ recipe: Recipe, _ task: inout JobTask) throws -> WordSource {
        switch recipe.stencil {
        case .text(let lettering): return .lettering(lettering)
        case .image(let digest, let isMended):
            guard let image else {
                throw Failure(badInput: "\(file) was made with a picture of the word: name that file with --image")
            }
            let bytes = try InputFile.read(image, limit: DecodingLimits().bytes)
            guard InputFile.digest(bytes) == digest else {
                throw Failure(badInput: "--image \(image): it is not the file that the picture was made with")
            }
            task.fixesPicture = isMended
            return .picture(try Bitmap(decoding: bytes), file: bytes)
        }
    }
}
