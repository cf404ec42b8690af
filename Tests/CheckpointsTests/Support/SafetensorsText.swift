/// A safetensors file's bytes from its header's text: length, text, `data` bytes of zeros.
func safetensors(_ header: String, data: Int) -> [UInt8] {
    safetensors(Array(header.utf8), data: data)
}

func safetensors(_ header: [UInt8], data: Int) -> [UInt8] {
    littleEndian(UInt64(header.count)) + header + Array(repeating: 0, count: data)
}

func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
