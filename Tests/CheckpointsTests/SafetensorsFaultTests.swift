import Checkpoints
import Foundation
import Tensors
import TestSupport
import Testing

/// A file that must be refused, and words that the error must have.
struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let words: String

    init(_ name: String, _ bytes: [UInt8], _ words: String) {
        testDescription = name
        self.bytes = bytes
        self.words = words
    }

    init(_ name: String, header: String, data: Int = 8, _ words: String) {
        self.init(name, safetensors(header, data: data), words)
    }

    /// One tensor with this entry.
    init(_ name: String, entry: String, data: Int = 8, _ words: String) {
        self.init(name, header: #"{"a":"# + entry + "}", data: data, words)
    }
}

private let entry = #"{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"#

struct SafetensorsFaultTests {
    static let sizes = [
        Fault("empty", [], "too few"),
        Fault("seven bytes", Array(repeating: 0, count: 7), "too few"),
        Fault("no header", Array(repeating: 0, count: 8), "doesn't begin with '{'"),
        Fault("header of 2⁶⁴ - 1 bytes", Array(repeating: 255, count: 64), "a header of 18446744073709551615 bytes"),
        Fault("header of 2⁶³ - 8 bytes", littleEndian(UInt64(Int.max) - 7) + [1], "a header of 9223372036854775800"),
        Fault("header above the limit", littleEndian(UInt64(100_000_001)), "of at most 100000000"),
        Fault("header longer than the file", littleEndian(UInt64(100_000_000)) + [0x7B], "the file was cut"),
        Fault("cut in the header", Array(safetensors("{\"a\":" + entry + "}", data: 8).prefix(30)), "the file was cut"),
        Fault("cut in the data", header: "{\"a\":" + entry + "}", data: 7, "the file was cut"),
        Fault("trailing bytes", header: "{\"a\":" + entry + "}", data: 9, "1 bytes at the end belong to no tensor"),
        Fault("data without tensors", header: "{}", data: 1, "belong to no tensor"),
    ]

    static let json = [
        Fault("a list", header: "[]", data: 0, "doesn't begin with '{'"),
        Fault("white space first", header: " {}", data: 0, "doesn't begin with '{'"),
        Fault("a list within", header: #"{"a":[]}"#, "expected '{'"),
        Fault("no value", header: #"{"a"}"#, "expected ':'"),
        Fault("no end", header: #"{"a":"# + entry, "expected '}'"),
        Fault("comma at the end", header: #"{"a":"# + entry + ",}", "expected '\"'"),
        Fault("two objects", header: #"{"a":"# + entry + "}{}", "something after the end"),
        Fault("zero bytes as padding", safetensors(Array("{}".utf8) + [0, 0], data: 0), "something after the end"),
        Fault("a key without an end", header: "{\"a", "a string without an end"),
        Fault("an escape without an end", header: "{\"a\\", "a string without an end"),
        Fault("an unknown escape", header: #"{"\x":1}"#, "an unknown escape"),
        Fault("a wrong code", header: #"{"\u00g0":1}"#, "an unknown escape"),
        Fault("half a surrogate pair", header: #"{"\ud800":1}"#, "expected"),
        Fault("second half first", header: #"{"\udc00":1}"#, "half a surrogate pair"),
        Fault("a surrogate and no other", header: #"{"\ud800\u0041":1}"#, "half a surrogate pair"),
        Fault("a space in a surrogate pair", header: #"{"\ud83c \udf55":1}"#, "expected \\u"),
        Fault(
            "a letter with a million accents",
            header: "{\"a" + String(repeating: "\u{301}", count: 1_000_000) + "\":{\"b\":1}}",
            "a key of 2000001 bytes"),
        Fault("a line feed in a key", header: "{\"a\nb\":1}", "a control character"),
        Fault("no UTF-8", safetensors(Array("{\"".utf8) + [0xC3, 0x28] + Array("\":1}".utf8), data: 0), "UTF-8"),
        Fault("overlong UTF-8", safetensors(Array("{\"".utf8) + [0xC0, 0x80] + Array("\":1}".utf8), data: 0), "UTF-8"),
        Fault("two equal keys", header: #"{"a":"# + entry + #","a":"# + entry + "}", "appears twice"),
        Fault("two equal keys, one escaped", header: #"{"a":"# + entry + #","\u0061":"# + entry + "}", "appears twice"),
        Fault("a field twice", entry: #"{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, "twice"),
        Fault("two metadata", header: #"{"__metadata__":{},"__metadata__":{}}"#, data: 0, "twice"),
        Fault("metadata of numbers", header: #"{"__metadata__":{"a":1}}"#, data: 0, "expected '\"'"),
        Fault("metadata that is a list", header: #"{"__metadata__":[]}"#, data: 0, "expected '{'"),
        Fault(
            "a hundred thousand brackets", entry: #"{"shape":"# + String(repeating: "[", count: 100_000), "whole number"
        ),
        Fault("a hundred thousand braces", header: String(repeating: "{\"\":", count: 100_000), "unknown field"),
    ]

    static let entries = [
        Fault("no dtype", entry: #"{"shape":[2],"data_offsets":[0,8]}"#, "lacks one of"),
        Fault("no shape", entry: #"{"dtype":"F32","data_offsets":[0,8]}"#, "lacks one of"),
        Fault("no offsets", entry: #"{"dtype":"F32","shape":[2]}"#, "lacks one of"),
        Fault("unknown dtype", entry: #"{"dtype":"F33","shape":[2],"data_offsets":[0,8]}"#, "\"F33\""),
        Fault("dtype a number", entry: #"{"dtype":1,"shape":[2],"data_offsets":[0,8]}"#, "expected '\"'"),
        Fault("unknown field", entry: #"{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}"#, "unknown field"),
        Fault("negative extent", entry: #"{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}"#, "whole number"),
        Fault("fraction", entry: #"{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}"#, "expected ']'"),
        Fault("exponent", entry: #"{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}"#, "expected ']'"),
        Fault("leading zero", entry: #"{"dtype":"F32","shape":[02],"data_offsets":[0,8]}"#, "leading 0"),
        Fault("null extent", entry: #"{"dtype":"F32","shape":[null],"data_offsets":[0,8]}"#, "whole number"),
        Fault(
            "extent of 2⁶⁴", entry: #"{"dtype":"F32","shape":[18446744073709551616],"data_offsets":[0,8]}"#, "beyond"),
        Fault(
            "extent of 2⁶³ - 1", entry: #"{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,8]}"#, "large"),
        Fault(
            "product overflows to 8 bytes",
            entry: #"{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}"#, "too large"),
        Fault(
            "overflow hidden by a zero",
            entry: #"{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}"#, data: 0, "too large"),
        Fault(
            "forty axes", entry: #"{"dtype":"F32","shape":["# + String(repeating: "1,", count: 39) + "1]}",
            "more than 32"),
        Fault("one offset", entry: #"{"dtype":"F32","shape":[2],"data_offsets":[8]}"#, "not a begin and an end"),
        Fault("three offsets", entry: #"{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}"#, "more than 2"),
        Fault(
            "offsets backwards", entry: #"{"dtype":"F32","shape":[2],"data_offsets":[8,0]}"#, "not a begin and an end"),
        Fault("offset of 2⁶³", entry: #"{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775808]}"#, "beyond"),
        Fault("too few bytes", entry: #"{"dtype":"F32","shape":[3],"data_offsets":[0,8]}"#, "needs 12 bytes"),
        Fault("too many bytes", entry: #"{"dtype":"F16","shape":[2],"data_offsets":[0,8]}"#, "needs 4 bytes"),
        Fault("behind the end", entry: #"{"dtype":"F32","shape":[4],"data_offsets":[0,16]}"#, "8 bytes behind"),
        Fault("a hole first", entry: #"{"dtype":"F32","shape":[1],"data_offsets":[4,8]}"#, "4 bytes before"),
        Fault(
            "a hole between",
            header: #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
                + #""b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}"#, data: 3, "1 bytes before \"b\""),
        Fault(
            "an overlap",
            header: #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
                + #""b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#, data: 3, "\"b\" overlaps"),
        Fault(
            "one place for two",
            header: #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"#
                + #""b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, data: 2, "overlaps"),
    ]

    @Test(arguments: sizes + json + entries)
    func isRefusedWithItsNameAndItsFault(_ fault: Fault) throws {
        let folder = try TemporaryFolder(), path = try folder.write("model.safetensors", fault.bytes)
        let error = #expect(throws: WeightError.self) { try SafetensorsFile(path: path) }
        guard let error, case .malformed(path, let found) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(found.contains(fault.words), "\(found)")
        #expect("\(error)".hasPrefix(path) && "\(error)".count < 1000)
    }

    @Test func aHeaderOfMillionsOfEntries() throws {
        let entry = #"":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"#
        let tensors = (0...100_000).map { "\"\($0)" + entry }.joined(separator: ",")
        let metadata = (0...100_000).map { "\"\($0)\":\"\"" }.joined(separator: ",")
        let folder = try TemporaryFolder(), path = folder.path("model.safetensors")
        for header in ["{\(tensors)}", "{\"__metadata__\":{\(metadata)}}"] {
            try folder.write("model.safetensors", safetensors(header, data: 0))
            let error = #expect(throws: WeightError.self) { try SafetensorsFile(path: path) }
            #expect(error.map { "\($0)".contains("more than 100000 entries") } == true)
        }
    }

    /// A sparse file: terabytes long, with next to nothing on the disk.
    @Test func aHugeFileAllocatesNothing() throws {
        let folder = try TemporaryFolder()
        let header = #"{"a":{"dtype":"F32","shape":[2147483648],"data_offsets":[0,8589934592]}}"#
        let path = try folder.write("model.safetensors", safetensors(header, data: 0))
        truncate(path, off_t(8 + header.utf8.count + 8_589_934_592))
        let file = try SafetensorsFile(path: path)
        #expect(try file.array("a").count == 2_147_483_648)
    }
}
