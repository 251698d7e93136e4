using System.IO.Hashing;
using CsCheck;

namespace OptionAuctions.Recording.Tests.Mcap;

public sealed class ChangedByteSpecs
{
    [Fact]
    public void The_place_of_one_changed_byte_is_among_those_that_fit() =>
        Gen.Select(Gen.Byte.Array[1, 5000], Gen.Int[0, 4999], Gen.Byte[1, 255]).Sample((bytes, at, change) =>
        {
            at %= bytes.Length;
            var before = Crc32.HashToUInt32(bytes);
            bytes[at] ^= change;

            Assert.Contains(at, ChangedByte.Offsets(before ^ Crc32.HashToUInt32(bytes), bytes.Length));
        }, iter: 200);
}
