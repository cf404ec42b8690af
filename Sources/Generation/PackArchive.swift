internal import Archives
internal import Domain
internal import Foundation
internal import Imaging
internal import Worker

/// The archive of a pack: `pictures/NAME.png`, `stencils/NAME.png`, `cut-outs/NAME.png` (the lettering alone, the rest
/// transparent) and `recipes/NAME.json` of each format.
struct PackArchive {
    private let pictures: [DrawnPicture]
    private let receipts: [Receipt]

    init(_ pictures: [DrawnPicture], _ receipts: [Receipt]) {
        self.pictures = pictures
        self.receipts = receipts
    }

    func entries() throws -> [ZipArchive.Entry] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try zip(pictures, receipts).flatMap { picture, receipt in
            let name = PackFormat.name(of: picture.recipe.request.size)
            return [
                ZipArchive.Entry("pictures/\(name).png", try picture.file(receipt, as: .png)),
                ZipArchive.Entry("stencils/\(name).png", try picture.control.bitmap.encoded(as: .png)),
                ZipArchive.Entry("cut-outs/\(name).png", try picture.bitmap.cutOut(alpha: picture.control.coverage)),
                ZipArchive.Entry("recipes/\(name).json", Array(try encoder.encode(receipt))),
            ]
        }
    }

    func file() throws -> GeneratedPicture {
        GeneratedPicture(
            file: try ZipArchive.bytes(of: try entries()), contentType: "application/zip",
            size: PictureSize(width: 0, height: 0), seed: UInt64(bitPattern: pictures[0].recipe.request.seed))
    }
}

extension DrawnTask {
    /// A zip of the pictures with their stencils, cut-outs and recipes, which nobody has signed.
    public func pack() throws -> [UInt8] {
        try PackArchive(pictures, pictures.map { Receipt(recipe: $0.recipe) }).file().file
    }
}
