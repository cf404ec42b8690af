// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target, tests included, is compiled with these.
let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Optimised C. The instruction set is chosen per function (`__attribute__((target(...)))`), since SwiftPM has no flags per file.
let kernelSettings: [CSetting] = [
    .unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=off"])
]

/// Loops over pixels in Swift take seconds where they aren't optimised, in debug builds too.
let pixelSettings: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, swiftSettings: swiftSettings)
}

// Imports point one way, down this list: docs/architecture.md has the picture.
let package = Package(
    name: "word2img",
    products: [.executable(name: "word2img", targets: ["word2img"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .executableTarget(
            name: "word2img",
            dependencies: [
                "API", "Domain", "Fetching", "Logs", "Storage", "Worker", "Benchmark", "StableDiffusion", "CPUTensors",
                "Checkpoints", "Decoding", "Generation", "Imaging", "Lettering", "Processes", "Readability", "Receipts",
                "Tensors", "Tokenizer", "Webhooks",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        module(
            "API",
            [
                "Domain", "Receipts", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        module(
            "Storage",
            [
                "Domain", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        module(
            "Webhooks",
            [
                "Domain", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        module("Domain"),
        module(
            "Fetching",
            [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        module("Logs", [.product(name: "Logging", package: "swift-log")]),

        module(
            "Generation",
            [
                "Domain", "Worker", "Decoding", "Receipts", "Readability", "Lettering", "Archives", "Imaging",
                "Processes", "StableDiffusion", "CPUTensors", "Checkpoints", "Tensors",
            ]),
        module("Receipts", ["Domain", .product(name: "Crypto", package: "swift-crypto")]),
        module("Worker", ["Domain", "Processes", .product(name: "Logging", package: "swift-log")]),
        module("Processes", ["CProcesses"]),
        .target(name: "CProcesses"),

        module("Benchmark", ["StableDiffusion", "CPUTensors", "Checkpoints", "Tensors"]),
        module("StableDiffusion", ["Tensors", "Checkpoints", "Tokenizer"]),
        module("Tokenizer"),
        module("Checkpoints", ["Tensors"]),

        module("CPUTensors", ["Tensors", "CKernels"]),
        module("Tensors"),
        .target(name: "CKernels", cSettings: kernelSettings),

        module("Decoding", ["Imaging", "Processes", .product(name: "Crypto", package: "swift-crypto")]),
        module("Imaging", ["CImaging"]),
        .target(name: "CImaging", dependencies: ["CVips"]),
        .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),

        module("Archives", ["CArchive"]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

        .target(
            name: "Readability", dependencies: ["CReadability", "Imaging"],
            swiftSettings: swiftSettings + pixelSettings),
        .target(name: "CReadability", dependencies: ["CTesseract"]),
        .systemLibrary(
            name: "CTesseract", pkgConfig: "tesseract", providers: [.apt(["libtesseract-dev", "libleptonica-dev"])]),

        module("Lettering", ["CLettering"]),
        .target(name: "CLettering", dependencies: ["CPangoCairo"]),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings),
        .target(
            name: "TestStorage", dependencies: ["Domain", "Storage"], path: "Tests/TestStorage",
            swiftSettings: swiftSettings),
        tests("Tensors"),
        tests("CPUTensors", ["Tensors", "CKernels", "TestSupport"]),
        tests("Checkpoints", ["Tensors", "TestSupport"]),
        tests("Tokenizer"),
        tests("StableDiffusion", ["Tensors", "CPUTensors", "Checkpoints", "Tokenizer", "Imaging"]),
        tests("Benchmark", ["StableDiffusion", "CPUTensors", "Checkpoints", "Tensors"]),
        tests("Domain"),
        tests(
            "Fetching",
            [
                "TestSupport", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        tests(
            "API",
            [
                "Domain", "Receipts", "Storage", "TestStorage", "TestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        tests("Receipts", ["Domain", "TestSupport"]),
        tests("Processes", ["TestSupport"]),
        tests(
            "Webhooks",
            [
                "Domain", "Storage", "TestStorage",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "StorageHammer", dependencies: ["Domain", "Storage"], path: "Tests/StorageHammer",
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "ServiceLoad",
            dependencies: [
                "Domain", "Storage", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/ServiceLoad", swiftSettings: swiftSettings),
        tests(
            "Storage",
            [
                "Domain", "StorageHammer", "TestStorage", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "FakeWorker",
            dependencies: [
                "Domain", "Imaging", "Processes", "Storage", "Worker",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/FakeWorker", swiftSettings: swiftSettings),
        tests(
            "Worker",
            [
                "Domain", "FakeWorker", "Imaging", "Processes", "Storage", "TestStorage",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ]),
        tests("Imaging", ["TestSupport"]),
        tests("Archives", ["TestSupport"]),
        tests(
            "Generation",
            [
                "CPUTensors", "Checkpoints", "Decoding", "Domain", "Imaging", "Processes", "StableDiffusion",
                "TestSupport", "Worker", "word2img",
            ]),
        tests("Decoding", ["Imaging", "Processes", "word2img"]),
        tests("Lettering", ["Imaging", "Processes"]),
        tests("Readability", ["Imaging", "Lettering", "TestSupport"]),
        .testTarget(
            name: "word2imgTests",
            dependencies: [
                "word2img", "Checkpoints", "Domain", "Imaging", "Lettering", "Storage", "Tensors", "TestSupport",
            ],
            swiftSettings: swiftSettings),
    ]
)
