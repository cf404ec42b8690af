/// The maps of one picture, each made when it is asked for, and once.
struct LetteringMaps {
    let picture: [Plane]
    private let ink: Mask?
    private let keepsMarks: Bool
    /// How large the picture is, of the size that the blurs are meant for.
    private let scale: Float
    private var features: [MapKind.Detail: Features] = [:]
    private var maps: [MapKind: Plane] = [:]
    private var mainColours: MainColours?
    private var letterings: [Key: Mask?] = [:]

    private struct Key: Hashable {
        let map: MapKind
        let closing: Int
    }

    /// - Parameters:
    ///   - picture: three channels, 0...1.
    ///   - ink: where its stencil has ink, of the picture's size.
    ///   - keepsMarks: whether small parts above and below letters belong to the lettering.
    init(_ picture: [Plane], ink: Mask?, keepsMarks: Bool = false) {
        self.picture = picture
        self.ink = ink
        self.keepsMarks = keepsMarks
        let area = Float(picture[0].values.count).squareRoot()
        scale = min(max(area / Float(WorkingSize.full), 0.4), 1)
    }

    /// High where ink may be; nil for a map that has no greys, and for one that can't be made.
    mutating func map(_ kind: MapKind) -> Plane? {
        if let map = maps[kind] { return map }
        let map: Plane
        switch kind {
        case .difference(let detail): map = features(detail).differenceFromMargin()
        case .twoClasses(let detail):
            let difference = self.map(.difference(detail)) ?? picture[0]
            map = features(detail).twoClasses(from: difference)
        case .channel(let channel, let isLow): map = self.channel(channel).map { isLow ? -$0 : $0 }
        case .guided(let detail):
            guard let ink, let odds = features(detail).logOdds(inside: ink.eroded(), outside: ink.dilated().inverted)
            else { return nil }
            map = odds
        case .mainColour: return nil
        }
        maps[kind] = map
        return map
    }

    /// Large parts of a map that keep off the frame; nil if there are none.
    mutating func lettering(_ kind: MapKind, closing: Int) -> Mask? {
        let key = Key(map: kind, closing: closing)
        if let known = letterings[key] { return known }
        let lettering = mask(kind)?.lettering(closing: closing, keepsMarks: keepsMarks)
        letterings[key] = .some(lettering)
        return lettering
    }

    private mutating func mask(_ kind: MapKind) -> Mask? {
        if case .mainColour(let number) = kind { return colours().mask(of: number) }
        guard let map = map(kind) else { return nil }
        if case .guided = kind { return map.above(0) }
        return map.above(map.otsuThreshold)
    }

    private mutating func features(_ detail: MapKind.Detail) -> Features {
        if let known = features[detail] { return known }
        let sigma = detail.sigma * scale
        let result =
            detail.hasTexture
            ? Features.coloursAndTexture(picture, sigma: sigma) : Features.colours(picture, sigma: sigma)
        features[detail] = result
        return result
    }

    private mutating func colours() -> MainColours {
        if let mainColours { return mainColours }
        let result = MainColours(of: features(MapKind.Detail(hasTexture: false, sigma: 1.5)))
        mainColours = result
        return result
    }

    private mutating func channel(_ channel: MapKind.Channel) -> Plane {
        let soft = features(MapKind.Detail(hasTexture: false, sigma: 1.2)).channels
        func each(_ value: (Float, Float, Float) -> Float) -> Plane {
            var result = soft[0]
            for place in result.values.indices {
                result.values[place] = value(soft[0].values[place], soft[1].values[place], soft[2].values[place])
            }
            return result
        }
        switch channel {
        case .brightness: return each { ($0 + $1 + $2) / 3 }
        case .red: return soft[0]
        case .blue: return soft[2]
        case .saturation: return each { max($0, $1, $2) - min($0, $1, $2) }
        }
    }
}
