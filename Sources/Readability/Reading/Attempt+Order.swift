extension Attempt {
    private static func colours(_ sigma: Float) -> MapKind.Detail { MapKind.Detail(hasTexture: false, sigma: sigma) }
    private static func texture(_ sigma: Float) -> MapKind.Detail { MapKind.Detail(hasTexture: true, sigma: sigma) }

    /// For a picture at full size that follows its stencil, before all others.
    static let guided: [Attempt] = [
        Attempt(.guided(texture(1.2)), .shapes(closing: 1)), Attempt(.guided(colours(2.5)), .greys),
        Attempt(.guided(texture(2.5)), .shapes(closing: 1)), Attempt(.guided(texture(1.2)), .widened(closing: 1)),
    ]

    /// For a picture at full size. The order is that in which each read most of the drawings that those before it had not
    /// (docs/readability.md): the first alone reads three quarters of what is read at all.
    static let ofPictures: [Attempt] = [
        Attempt(.difference(colours(2.5)), .greys),
        Attempt(.difference(colours(1.2)), .shapes(closing: 1)),
        Attempt(.twoClasses(texture(1.2)), .shapes(closing: 1)),
        Attempt(.twoClasses(colours(2.5)), .greys),
        Attempt(.difference(texture(2.5)), .greys),
        Attempt(.difference(colours(1.2)), .shapes(closing: 3)),
        Attempt(.difference(colours(2.5)), .widened(closing: 1)),
        Attempt(.twoClasses(colours(1.2)), .shapes(closing: 3)),
        Attempt(.channel(.brightness, isLow: false), .shapes(closing: 1)),
        Attempt(.channel(.brightness, isLow: true), .shapes(closing: 1)),
        Attempt(.channel(.saturation, isLow: false), .shapes(closing: 1)),
        Attempt(.channel(.saturation, isLow: true), .shapes(closing: 1)),
        Attempt(.mainColour(0), .shapes(closing: 3)), Attempt(.mainColour(1), .shapes(closing: 3)),
        Attempt(.mainColour(2), .shapes(closing: 3)), Attempt(.mainColour(3), .shapes(closing: 3)),
        Attempt(.twoClasses(texture(1.2)), .widened(closing: 3)),
    ]

    /// For small views, in which little texture is left, and for all of a picture where the stencil's part was not read.
    static let ofSmallViews: [Attempt] = [
        Attempt(.difference(colours(2.5)), .greys),
        Attempt(.difference(colours(1.2)), .shapes(closing: 1)),
        Attempt(.twoClasses(colours(1.2)), .shapes(closing: 1)),
        Attempt(.twoClasses(texture(1.2)), .greys),
        Attempt(.channel(.brightness, isLow: false), .greys),
        Attempt(.channel(.brightness, isLow: true), .greys),
        Attempt(.difference(colours(1.2)), .widened(closing: 1)),
        Attempt(.channel(.saturation, isLow: false), .greys),
    ]

    /// For black on white, or white on black.
    static let ofStencils: [Attempt] = [
        Attempt(.difference(colours(1.2)), .shapes(closing: 1)),
        Attempt(.channel(.brightness, isLow: false), .greys),
        Attempt(.channel(.brightness, isLow: true), .greys),
        Attempt(.channel(.brightness, isLow: false), .widened(closing: 1)),
        Attempt(.channel(.brightness, isLow: true), .widened(closing: 1)),
    ]
}
