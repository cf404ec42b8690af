/// A parameter whose value can't be served.
public struct RequestFault: Error, Sendable, Hashable {
    public let parameter: Parameter
    /// The value, as it was given.
    public let found: String
    /// Completes "it must be".
    public let allowed: String

    public init(_ parameter: Parameter, found: String, allowed: String) {
        self.parameter = parameter
        self.found = found
        self.allowed = allowed
    }

    /// The sentence, with the parameter under the name by which it was given.
    public func sentence(_ name: String) -> String { "\(name) is \(found); it must be \(allowed)" }
}

extension RequestFault: CustomStringConvertible {
    public var description: String { sentence(parameter.rawValue) }
}
