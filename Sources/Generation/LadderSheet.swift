internal import Domain
internal import Foundation
public import Imaging
internal import Lettering
internal import Worker

/// The contact sheet of a ladder: its cells in their order, each with a caption below.
struct LadderSheet {
    private static let cellSide = 256, captionHeight = 28

    private let pictures: [DrawnPicture]

    init(_ pictures: [DrawnPicture]) { self.pictures = pictures }

    func file() throws -> GeneratedPicture {
        let sheet = try sheet()
        return GeneratedPicture(
            file: try sheet.encoded(as: .png), contentType: "image/png",
            size: PictureSize(width: sheet.width, height: sheet.height),
            seed: UInt64(bitPattern: pictures[0].recipe.request.seed))
    }

    /// A row for each control_scale and seed, a column for each control_start.
    func sheet() throws -> Bitmap {
        let starts = Set(pictures.map(\.recipe.request.controlStart)).count
        return try Bitmap.contactSheet(of: try pictures.map(cell), columns: max(1, starts))
    }

    private func cell(_ drawn: DrawnPicture) throws -> Bitmap {
        let picture = try drawn.bitmap.thumbnail(side: Self.cellSide), caption = Self.caption(drawn)
        var options = LetteringOptions(width: max(picture.width, 128), height: Self.captionHeight)
        options.weight = 400
        options.margin = 0.2
        options.polarity = .darkOnLight
        let stencil = try Stencil(lettering: caption, options)
        let line = Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey)
        return try Bitmap.stacked([picture, line])
    }

    /// "scale 1.8  start 0.19  seed 7  read 0.92"
    static func caption(_ drawn: DrawnPicture) -> String {
        func number(_ value: Double) -> String {
            value.formatted(.number.precision(.fractionLength(0...2)).grouping(.never))
        }
        let request = drawn.recipe.request
        let parts = [
            "scale \(number(request.controlScale))", "start \(number(request.controlStart))", "seed \(request.seed)",
            drawn.reading.map { "read \(number($0.readability))" },
        ]
        return String(parts.compactMap(\.self).joined(separator: "  ").prefix(64))
    }
}

extension DrawnTask {
    /// The contact sheet of a ladder.
    public func ladderSheet() throws -> Bitmap { try LadderSheet(pictures).sheet() }
}
