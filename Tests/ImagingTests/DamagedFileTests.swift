import Imaging
import TestSupport
import Testing

/// Random damage to valid files: each is read or refused, none ends the process.
struct DamagedFileTests {
    private static let limits = DecodingLimits(pixels: 100_000)

    @Test(arguments: PictureGolden.all)
    func damageIsReadOrRefused(_ golden: PictureGolden) throws {
        var random = SplitMix64(seed: golden.name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        let original = try golden.bytes
        for _ in 0..<150 {
            let bytes = mutated(original, &random)
            _ = EmbeddedRecipe.read(from: bytes)
            if let pixels = try pixels(of: bytes) { #expect(pixels <= Self.limits.pixels) }
        }
    }

    /// Nil for a file that is refused; throws if the fault isn't the file's.
    private func pixels(of bytes: [UInt8]) throws(ImagingError) -> Int? {
        do {
            let bitmap = try Bitmap(decoding: bytes, limits: Self.limits)
            return bitmap.width * bitmap.height
        } catch {
            if case .library = error { throw error }
            return nil
        }
    }

    /// A file that ends early is refused, unless all of its first frame is there: never a picture that is grey from
    /// there on.
    @Test(arguments: PictureGolden.readable)
    func truncatedFilesAreRefused(_ golden: PictureGolden) throws {
        let original = try golden.bytes, whole = try Bitmap(decoding: original)
        let hasMore = golden.name.hasPrefix("animated") || golden.name.hasPrefix("pages")
        for share in [0.1, 0.3, 0.5, 0.7] {
            let cut = Array(original.prefix(max(Int(Double(original.count) * share), 12)))
            _ = EmbeddedRecipe.read(from: cut)
            let bitmap = try? Bitmap(decoding: cut)
            #expect(bitmap == nil || hasMore && bitmap == whole, "\(share)")
        }
    }

    private func mutated(_ original: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            // Headers are where the interesting faults are.
            let area = Bool.random(using: &random) ? min(64, bytes.count) : bytes.count
            let place = Int.random(in: 0..<max(area, 1), using: &random)
            let length = Int.random(in: 0...8, using: &random), end = min(place + length, bytes.count)
            switch Int.random(in: 0..<7, using: &random) {
            case 0 where !bytes.isEmpty: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(min(place, end)..<end)
            case 3:
                let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                bytes.insert(contentsOf: noise, at: min(place, end))
            case 4: for changed in min(place, end)..<end { bytes[changed] = 0xFF }
            case 5: for changed in min(place, end)..<end { bytes[changed] = 0 }
            default: bytes.removeLast(min(Int.random(in: 0...bytes.count, using: &random), bytes.count))
            }
        }
        return bytes
    }
}
