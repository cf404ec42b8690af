internal import NIOSSL

/// Certificates that are trusted beside the system's: of an authority of the operator's own.
public struct TrustedCertificates: Sendable {
    let configuration: TLSConfiguration

    /// Of a PEM file. Throws where there is none, or no certificate in it.
    public init(file: String) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
        self.configuration = configuration
    }
}
