/// Which addresses may be contacted for a client: those of the public internet, and what the operator allows beside them.
///
/// What is refused is what IANA's registries of special-purpose addresses (RFC 6890 and its updates) do not call globally
/// reachable, multicast, and every IPv6 form that carries an IPv4 address, which could hide one of the others.
public struct AddressPolicy: Sendable {
    private let hosts: Set<String>
    private let networks: [Network]

    /// - Parameter allowed: host names, or addresses and networks.
    public init(allowing allowed: [String] = []) {
        networks = allowed.compactMap { Network($0) }
        hosts = Set(allowed.filter { Network($0) == nil }.map { $0.lowercased() })
    }

    /// `host`: the name that led to the address.
    public func allows(_ address: IPAddress, host: String) -> Bool {
        hosts.contains(host.lowercased()) || networks.contains { $0.contains(address) }
            || !Self.refused.contains { $0.contains(address) }
    }

    private static let refused: [Network] = [
        "0.0.0.0/8",  // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  // private
        "100.64.0.0/10",  // carriers
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, with most clouds' metadata
        // Protocols, tests, documents.
        "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "192.88.99.0/24",  // 6to4 relays
        "224.0.0.0/4", "240.0.0.0/4",  // multicast, reserved, broadcast
        "::/96",  // unspecified, loopback, IPv4-compatible
        "::ffff:0:0/96", "::ffff:0:0:0/96",  // IPv4-mapped, IPv4-translated
        "64:ff9b::/96", "64:ff9b:1::/48",  // NAT64
        "100::/64",  // discard
        "2001::/23",  // protocols, Teredo among them
        "2001:db8::/32", "3fff::/20",  // documents
        "2002::/16",  // 6to4
        "5f00::/16",  // segment routing
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",  // local, link-local, site-local, multicast
    ].map { text in
        guard let network = Network(text) else { preconditionFailure("\(text) is no network") }
        return network
    }
}
