internal import CPUTensors
internal import Checkpoints
internal import Foundation
internal import Imaging
internal import Lettering
internal import Readability
internal import StableDiffusion
internal import Tensors

/// Looks at all that generating needs.
struct Doctor {
    let model: ModelOptions

    func findings() -> [Finding] { [processor(), memory(), weights(), fonts(), pictures(), reader()] }

    private func processor() -> Finding {
        do {
            let settings = try CPUSettings(environment: ProcessInfo.processInfo.environment)
            let name = ThisMachine.processor
            let path = "\(name): \(settings.threads) threads, \(settings.instructionSet.rawValue)"
            let others = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
            guard settings.instructionSet >= .avx2 else {
                return Finding(
                    "processor", .warning, path,
                    advice: settings.instructionSet == .best
                        ? "without AVX2 a picture takes many times longer"
                        : "WORD2IMG_ISA holds it back; there are \(others)")
            }
            return Finding("processor", .ok, "\(path) (of \(others))")
        } catch {
            return Finding("processor", .missing, "\(error)", advice: "unset the variable or correct it")
        }
    }

    private func memory() -> Finding {
        guard let memory = ThisMachine.memory else { return Finding("memory", .warning, "unknown") }
        let detail = "\(gigabytes(memory.available)) GB free of \(gigabytes(memory.total))"
        return memory.available >= 4 << 30
            ? Finding("memory", .ok, detail)
            : Finding(
                "memory", .warning, detail,
                advice: "enough for the model that comes with word2img; Stable Diffusion 1.5 wants 4 GB")
    }

    /// Checks every key and shape, reading no weight.
    private func weights() -> Finding {
        do {
            let folder = try model.folder()
            _ = try DiffusionPipeline<CountingTensor>(folder)
            let bytes = try Component.allCases.reduce(0) { $0 + (try folder.checkpoint($1).byteCount) }
            let fingerprint = try folder.fingerprint().prefix(12)
            return Finding(
                "model", .ok, "\(folder.path): \(bytes / 1_000_000) MB, all parts there, fingerprint \(fingerprint)")
        } catch {
            return Finding(
                "model", .missing, Failure(error)?.message ?? "\(error)", advice: "name a model's folder with --model")
        }
    }

    private func fonts() -> Finding {
        let families = FontFamily.installed(), package = "install the Debian package fonts-dejavu-core"
        if families.isEmpty { return Finding("fonts", .missing, "none is installed", advice: package) }
        guard families.contains(FontFamily.standard) else {
            return Finding(
                "fonts", .warning, "\(families.count) families, but not \(FontFamily.standard)",
                advice: "\(package), or choose one with --font")
        }
        return Finding("fonts", .ok, "\(families.count) families; --text uses \(FontFamily.standard)")
    }

    private func pictures() -> Finding {
        do {
            let probe = Bitmap(width: 8, height: 8, colour: Colour(red: 10, green: 20, blue: 30))
            for encoding in [PictureEncoding.png, .jpeg(), .webp()] {
                _ = try Bitmap(decoding: probe.encoded(as: encoding))
            }
            return Finding("pictures", .ok, "libvips \(Libvips.version) writes and reads PNG, JPEG and WebP")
        } catch {
            return Finding(
                "pictures", .missing, "libvips \(Libvips.version): \(error)",
                advice: "install a libvips that was built with PNG, JPEG and WebP; Debian's is")
        }
    }

    private func reader() -> Finding {
        let scripts = WordReader.scripts().map(\.rawValue), version = "Tesseract \(WordReader.version)"
        guard scripts.isEmpty else {
            return Finding("reader", .ok, "\(version) reads \(scripts.joined(separator: ", "))")
        }
        return Finding(
            "reader", .warning, "\(version) has no data for English: words are judged by their shape alone",
            advice: "install the Debian package tesseract-ocr-eng, and tesseract-ocr-script-... for other scripts")
    }

    private func gigabytes(_ bytes: Int) -> String { String(format: "%.1f", Double(bytes) / 0x1p30) }
}
