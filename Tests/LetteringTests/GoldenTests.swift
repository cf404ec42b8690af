import Foundation
import Imaging
import Lettering
import Testing

/// Committed pictures of scripts and layouts. `Tools/lettering/remake_goldens` draws them anew.
struct GoldenTests {
    private static let installed = Set(FontFamily.installed())
    private static let areRemade = ProcessInfo.processInfo.environment["WORD2IMG_REMAKE_GOLDENS"] != nil

    @Test(arguments: Golden.all)
    func looksAsCommitted(golden: Golden) throws {
        let missing = golden.families.filter { !Self.installed.contains($0) }
        if !missing.isEmpty {
            try Test.cancel("\(missing.joined(separator: ", ")) not installed: scripts/setup does that")
        }
        let stencil = try golden.stencil()
        if Self.areRemade { return try golden.write(stencil) }
        let difference = meanDifference(stencil.rgb, try golden.picture().pixels)
        #expect(difference <= Golden.tolerance, "\(difference)")
    }

    /// The tolerance tells layouts and options apart.
    @Test func theComparisonCanFail() throws {
        let latin = Golden.all.filter { $0.families == ["DejaVu Sans"] }
        for golden in latin {
            let picture = try golden.picture()
            for other in latin where other.name != golden.name && other.text != golden.text {
                #expect(meanDifference(picture.pixels, try other.picture().pixels) > 2 * Golden.tolerance)
            }
        }
    }
}
