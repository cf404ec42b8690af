internal import Archives
internal import Domain
internal import Foundation
internal import Imaging
internal import Receipts
internal import Worker

/// What is handed over of a task that was drawn.
struct JobProducts {
    let task: JobTask
    let key: ReceiptKey?

    func job(_ drawn: DrawnTask) throws -> GeneratedJob {
        let receipts = try drawn.pictures.map { try receipt($0.recipe) }
        var report = JobReport(timings: drawn.timings, warnings: drawn.warnings)
        report.product = task.product
        report.attempts = drawn.attempts
        report.replay = task.original.map { ReplayReport(drawn.pictures[0].recipe, original: $0) }
        report.pictures = zip(drawn.pictures, receipts).map { PictureReport(receipt: $1, reading: $0.reading) }
        if task.product == .ladder {
            return GeneratedJob(pictures: [try LadderSheet(drawn.pictures).file()], report: report)
        }
        var pictures = try zip(drawn.pictures, receipts).map { try generated($0, $1) }
        switch task.product {
        case .sheet: pictures.append(try sheet(drawn.pictures))
        case .pack: pictures.append(try PackArchive(drawn.pictures, receipts).file())
        case .pictures, .ladder: break
        }
        return GeneratedJob(pictures: pictures, report: report)
    }

    /// The failure of a task whose word can't be read, with a small preview that is of no use to anyone.
    func failure(_ unreadable: UnreadableWord) throws -> FailedGeneration {
        let best = unreadable.picture, score = best.reading?.readability ?? 0
        let details = String(
            decoding: try JSONEncoder().encode(UnreadableReport(attempts: unreadable.attempts)), as: UTF8.self)
        let preview = try best.bitmap.thumbnail(side: 256).watermarked()
        let failure = JobFailure(
            .unreadable,
            "the word can't be read well enough: \(unreadable.attempts.count) attempts came to "
                + "\(score.formatted(.number.precision(.fractionLength(2)))) at most; raise control_scale, "
                + "lower control_start, choose a bolder font, or a lower min_readability",
            details: details)
        return FailedGeneration(
            failure: failure,
            previews: [
                GeneratedPicture(
                    file: try preview.encoded(as: .jpeg(quality: 70)), contentType: "image/jpeg",
                    size: PictureSize(width: preview.width, height: preview.height),
                    seed: UInt64(bitPattern: best.recipe.request.seed))
            ])
    }

    private func receipt(_ recipe: Recipe) throws -> Receipt { try key?.signed(recipe) ?? Receipt(recipe: recipe) }

    private func generated(_ picture: DrawnPicture, _ receipt: Receipt) throws -> GeneratedPicture {
        GeneratedPicture(
            file: try picture.file(receipt, as: task.format.encoding), contentType: task.format.contentType,
            size: PictureSize(width: picture.bitmap.width, height: picture.bitmap.height),
            seed: UInt64(bitPattern: picture.recipe.request.seed))
    }

    private func sheet(_ pictures: [DrawnPicture]) throws -> GeneratedPicture {
        let sheet = try Bitmap.contactSheet(of: pictures.map(\.bitmap))
        return GeneratedPicture(
            file: try sheet.encoded(as: task.format.encoding), contentType: task.format.contentType,
            size: PictureSize(width: sheet.width, height: sheet.height),
            seed: UInt64(bitPattern: task.requests[0].seed))
    }
}

extension OutputFormat {
    fileprivate var encoding: PictureEncoding {
        switch self {
        case .jpeg: .jpeg()
        case .png: .png
        case .webp: .webp()
        }
    }
}
