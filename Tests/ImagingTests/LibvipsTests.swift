import Foundation
import Imaging
import Testing

struct LibvipsTests {
    @Test func hasAVersion() {
        #expect(Libvips.version.hasPrefix("8."))
    }

    /// Asked directly, libvips runs the loaders of the formats that are read and no others.
    @Test(arguments: [
        ("pngload_buffer", false), ("jpegload_buffer", false), ("webpload_buffer", false), ("gifload_buffer", false),
        ("tiffload_buffer", false), ("svgload_buffer", true), ("pdfload_buffer", true), ("magickload_buffer", true),
        ("heifload_buffer", true), ("ppmload", true), ("csvload", true), ("vipsload", true), ("rawload", true),
    ])
    func otherLoadersAreBlocked(_ name: String, _ isBlocked: Bool) throws {
        _ = try Bitmap.waves(width: 4, height: 4).encoded(as: .png)
        typealias New = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
        typealias Flags = @convention(c) (OpaquePointer) -> UInt32
        let new = try Self.function("vips_operation_new", New.self)
        let flags = try Self.function("vips_operation_get_flags", Flags.self)
        // Nil: libvips was built without.
        guard let operation = new(name) else { return #expect(isBlocked) }
        let blocked: UInt32 = 32
        #expect(flags(operation) & blocked == (isBlocked ? blocked : 0))
    }

    private static func function<F>(_ name: String, _ type: F.Type) throws -> F {
        unsafeBitCast(try #require(dlsym(dlopen(nil, RTLD_NOW), name)), to: type)
    }
}
