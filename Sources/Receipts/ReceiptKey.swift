internal import Crypto
public import Domain
internal import Foundation

/// The key that a server signs recipes with, so that it can tell later which pictures it has made: Ed25519 (RFC 8032).
public struct ReceiptKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A new one.
    public init() { key = Curve25519.Signing.PrivateKey() }

    /// The key in a file of 32 bytes; made, for its owner's eyes only, where there is none. Of several processes that
    /// come at once, all get the same.
    ///
    /// Throws ``ReceiptKeyError``.
    public init(file path: String) throws {
        if let key = try Self.read(path) {
            self = key
            return
        }
        let fresh = ReceiptKey(), partial = path + ".\(UInt64.random(in: 0...UInt64.max)).partial"
        guard
            FileManager.default.createFile(
                atPath: partial, contents: fresh.key.rawRepresentation, attributes: [.posixPermissions: 0o600])
        else { throw ReceiptKeyError.unwritable(path) }
        defer { unlink(partial) }
        // Unlike a rename, a link replaces nothing: whoever comes first has made the key.
        guard link(partial, path) == 0 || errno == EEXIST, let key = try Self.read(path) else {
            throw ReceiptKeyError.unwritable(path)
        }
        self = key
    }

    private init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

    private static func read(_ path: String) throws -> ReceiptKey? {
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
            throw ReceiptKeyError.damaged(path)
        }
        return ReceiptKey(key)
    }

    /// 64 hexadecimal digits.
    public var publicKey: String { key.publicKey.rawRepresentation.map { String(format: "%02x", $0) }.joined() }

    /// The recipe with this key's signature.
    public func signed(_ recipe: Recipe) throws -> Receipt {
        let signature = try key.signature(for: Receipt.signedBytes(of: recipe))
        return Receipt(recipe: recipe, signature: signature.base64EncodedString(), publicKey: publicKey)
    }

    /// Whether this key has signed it, and nothing was changed since.
    public func hasSigned(_ receipt: Receipt) -> Bool {
        guard receipt.publicKey == publicKey, let text = receipt.signature,
            let signature = Data(base64Encoded: text), let bytes = try? Receipt.signedBytes(of: receipt.recipe)
        else { return false }
        return key.publicKey.isValidSignature(signature, for: bytes)
    }
}

public enum ReceiptKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    case damaged(String)
    case unwritable(String)

    public var description: String {
        switch self {
        case .damaged(let path): "\(path) is no key: it must have 32 bytes; restore it from a backup, or move it away"
        case .unwritable(let path): "\(path) can't be written"
        }
    }
}
