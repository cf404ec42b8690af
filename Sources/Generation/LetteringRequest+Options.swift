public import Domain
public import Lettering

extension LetteringRequest {
    /// What is drawn, in a frame.
    public func options(_ size: PictureSize) -> LetteringOptions {
        var options = LetteringOptions(width: size.width, height: size.height)
        options.family = font
        options.weight = weight
        options.letterCase = .init(same: letterCase)
        options.align = .init(same: align)
        options.letterSpacing = letterSpacing
        options.lineSpacing = lineSpacing
        options.margin = margin
        options.layout = .init(same: layout)
        options.polarity = .init(same: polarity)
        options.outline = outline
        return options
    }
}

extension RawRepresentable where RawValue == String {
    /// Both modules spell their choices alike.
    fileprivate init(same other: some RawRepresentable<String>) {
        guard let value = Self(rawValue: other.rawValue) else {
            preconditionFailure("\(Self.self) has no \(other.rawValue)")
        }
        self = value
    }
}
