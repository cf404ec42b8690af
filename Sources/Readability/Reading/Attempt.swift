/// One way to read a picture: a map, and what is made of it.
struct Attempt: Hashable {
    let map: MapKind
    let rendering: Rendering

    enum Rendering: Hashable {
        /// The shapes of its large parts, gaps of twice `closing` pixels filled.
        case shapes(closing: Int)
        /// The same, with narrow letters made as broad as print's.
        case widened(closing: Int)
        /// The map's greys where its large parts are.
        case greys
    }

    init(_ map: MapKind, _ rendering: Rendering) {
        self.map = map
        self.rendering = rendering
    }
}
