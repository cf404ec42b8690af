/// What is told of one picture.
public struct PictureReport: Sendable, Hashable, Codable {
    public var receipt: Receipt
    /// nil where nobody read it.
    public var reading: Reading?

    public init(receipt: Receipt, reading: Reading? = nil) {
        self.receipt = receipt
        self.reading = reading
    }
}
