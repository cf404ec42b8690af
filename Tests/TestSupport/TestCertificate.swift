import Foundation

/// A certificate for `pinned.example` and `127.0.0.2`, signed by itself, valid until 2120. It protects nothing.
public struct TestCertificate {
    /// PEM files.
    public let certificateFile: String
    public let keyFile: String

    /// Writes both into a folder.
    public init(in folder: String) throws {
        certificateFile = folder + "/certificate.pem"
        keyFile = folder + "/key.pem"
        try Data(Self.certificate.utf8).write(to: URL(filePath: certificateFile))
        try Data(Self.key.utf8).write(to: URL(filePath: keyFile))
    }

    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBdTCCARygAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5waW5uZWQu
        ZXhhbXBsZTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowGTEXMBUG
        A1UEAwwOcGlubmVkLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQX
        VqzCd9R0tED9ev5xlefOwOK8rBU09Smd0zgzMnbnC5p/f6xEiibjlAXIvJ6Feh+/
        n+HXMrhqhuofEG9Hz+0do1MwUTAPBgNVHRMBAf8EBTADAQH/MB8GA1UdEQQYMBaC
        DnBpbm5lZC5leGFtcGxlhwR/AAACMB0GA1UdDgQWBBSLMZGKjVFY8ZCWKXangy6Z
        UdaAbjAKBggqhkjOPQQDAgNHADBEAiBVBaPFo8eRqzDXWg17Vn2i0cpvRU8qOagW
        W/8oYQCoZwIgYyfOl8CQ8NSkGRXm3ZDhwcflZHHgYQhbqGy4tst72N4=
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6nw08QqTPng37Sbt
        C92DvKG1nC6MlhFT7LHVjtSF+MahRANCAAQXVqzCd9R0tED9ev5xlefOwOK8rBU0
        9Smd0zgzMnbnC5p/f6xEiibjlAXIvJ6Feh+/n+HXMrhqhuofEG9Hz+0d
        -----END PRIVATE KEY-----
        """
}
