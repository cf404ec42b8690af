extension Bitmap {
    /// Several pictures as one, left to right, then down, each centred in a cell as large as the largest of them.
    /// Traps if there are none.
    ///
    /// - Parameters:
    ///   - columns: 1 or more; by default so that the sheet has about as many rows as columns.
    ///   - gap: pixels between the cells.
    public static func contactSheet(
        of pictures: [Bitmap], columns: Int? = nil, gap: Int = 8, background: Colour = .white
    ) throws(ImagingError) -> Bitmap {
        precondition(!pictures.isEmpty && gap >= 0)
        let columns = columns ?? Int(Double(pictures.count).squareRoot().rounded(.up))
        precondition(columns > 0)
        let rows = (pictures.count + columns - 1) / columns
        let cell = (width: pictures.map(\.width).max() ?? 1, height: pictures.map(\.height).max() ?? 1)
        let width = columns * (cell.width + gap) - gap, height = rows * (cell.height + gap) - gap
        try checkSize(width, height)
        var sheet = Bitmap(width: width, height: height, colour: background)
        for (index, picture) in pictures.enumerated() {
            sheet.paste(
                picture, x: index % columns * (cell.width + gap) + (cell.width - picture.width) / 2,
                y: index / columns * (cell.height + gap) + (cell.height - picture.height) / 2)
        }
        return sheet
    }

    /// Several pictures one below the other, each centred. Traps if there are none.
    public static func stacked(_ pictures: [Bitmap], background: Colour = .white) throws(ImagingError) -> Bitmap {
        precondition(!pictures.isEmpty)
        let width = pictures.map(\.width).max() ?? 1, height = pictures.reduce(0) { $0 + $1.height }
        try checkSize(width, height)
        var result = Bitmap(width: width, height: height, colour: background), y = 0
        for picture in pictures {
            result.paste(picture, x: (width - picture.width) / 2, y: y)
            y += picture.height
        }
        return result
    }
}
