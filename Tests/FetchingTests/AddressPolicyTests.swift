import Fetching
import Testing

struct AddressPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fec0::1",
        "ff02::1",
    ])
    func specialAddressesAreRefused(text: String) throws {
        #expect(!AddressPolicy().allows(try #require(IPAddress(text)), host: "x"))
    }

    @Test(arguments: [
        "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "223.255.255.255", "2606:4700::1",
    ])
    func publicAddressesAreAllowed(text: String) throws {
        #expect(AddressPolicy().allows(try #require(IPAddress(text)), host: "x"))
    }

    @Test func theOperatorAllowsHostsAndNetworks() throws {
        let policy = AddressPolicy(allowing: ["images.internal", "10.1.0.0/16", "::1"])
        let address = try #require(IPAddress("10.2.0.1"))
        #expect(policy.allows(address, host: "Images.Internal"))
        #expect(!policy.allows(address, host: "other.internal"))
        #expect(policy.allows(try #require(IPAddress("10.1.200.1")), host: "x"))
        #expect(policy.allows(try #require(IPAddress("::1")), host: "x"))
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0/8", "x/8", "10.0.0.0/-1", "::/129", "1.2.3.4/8/9"])
    func whatIsNoNetwork(text: String) { #expect(Network(text) == nil) }
}
