import Foundation

/// The folder Tests/Goldens, with a slash at its end.
let goldenFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/").path(percentEncoded: false)
