/// Box and Muller's transform of sixteen uniform numbers into normal ones, as torch's vector code has it: 1 - u of the
/// first eight gives radii, the last eight give angles; cosines go to the first eight, sines to the last.
///
/// Logarithm, sine and cosine are Cephes' single-precision polynomials (Moshier's logf.c, sinf.c), with the fused
/// multiply-adds that the AVX2 code has. `addingProduct` rounds once, by a fused instruction or by the C library's `fmaf`, and
/// no other product and sum here is ever fused: the bits are the same on every processor.
enum NormalBlock {
    static let count = 16

    static func transform(_ values: inout UnsafeMutableBufferPointer<Float>, _ start: Int) {
        for index in start..<start + 8 {
            let radius = (-2 * logarithm(1 - values[index])).squareRoot()
            let (sine, cosine) = sineAndCosine(6.2831853071795864769 * values[index + 8])
            values[index] = radius * cosine + 0  // never -0
            values[index + 8] = radius * sine
        }
    }

    /// Of a number in (0, 1].
    private static func logarithm(_ value: Float) -> Float {
        // value = x · 2^e, 0.5 <= x < 1, then x moved to [√½, √2) and 1 taken off.
        let bits = value.bitPattern
        var exponent = Float(Int32(bits >> 23) - 0x7F) + 1
        var x = Float(bitPattern: bits & 0x007F_FFFF | 0x3F00_0000)
        let isSmall = x < 0.707106781186547524
        exponent -= isSmall ? 1 : 0
        x = x - 1 + (isSmall ? x : 0)
        let z = x * x
        var y: Float = 7.0376836292E-2
        y = (-1.1514610310E-1 as Float).addingProduct(y, x)
        y = (1.1676998740E-1 as Float).addingProduct(y, x)
        y = (-1.2420140846E-1 as Float).addingProduct(y, x)
        y = (1.4249322787E-1 as Float).addingProduct(y, x)
        y = (-1.6668057665E-1 as Float).addingProduct(y, x)
        y = (2.0000714765E-1 as Float).addingProduct(y, x)
        y = (-2.4999993993E-1 as Float).addingProduct(y, x)
        y = (3.3333331174E-1 as Float).addingProduct(y, x)
        y = (exponent * -2.12194440e-4).addingProduct(y * x, z)
        y.addProduct(z, -0.5)
        return (x + y).addingProduct(exponent, 0.693359375)
    }

    /// Of an angle in [0, 2π).
    private static func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
        // The nearest even multiple of π/4 is taken off, in three parts.
        let octant = (Int32(angle * 1.27323954473516) + 1) & ~1
        let multiple = Float(octant)
        let x = angle.addingProduct(multiple, -0.78515625)
            .addingProduct(multiple, -2.4187564849853515625e-4)
            .addingProduct(multiple, -3.77489497744594108e-8)
        let z = x * x

        var even: Float = 2.443315711809948E-005
        even = (-1.388731625493765E-003 as Float).addingProduct(even, z)
        even = (4.166664568298827E-002 as Float).addingProduct(even, z)
        even = (-(z * 0.5)).addingProduct(even * z, z) + 1

        var odd: Float = -1.9515295891E-4
        odd = (8.3321608736E-3 as Float).addingProduct(odd, z)
        odd = (-1.6666654611E-1 as Float).addingProduct(odd, z)
        odd = x.addingProduct(odd * z, x)

        let swaps = octant & 2 != 0
        let sine = swaps ? even : odd, cosine = swaps ? odd : even
        return (octant & 4 == 0 ? sine : -sine, (octant - 2) & 4 == 0 ? -cosine : cosine)
    }
}
