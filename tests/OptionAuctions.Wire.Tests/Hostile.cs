using CsCheck;

namespace OptionAuctions.Wire.Tests;

/// <summary>Bytes as a broken or forged line would deliver them.</summary>
internal static class Hostile
{
    // Bytes that mean something somewhere on the wire are worth more than the rest.
    private static readonly Gen<byte> Byte = Gen.OneOf(
        Gen.Byte, Gen.Byte, Gen.OneOf([.. "0123456789|^{}\n\r +-.,:ABZaz\0\"\\"u8]));

    public static Gen<byte[]> Bytes { get; } = Byte.Array[0, 200];

    /// <summary>A message that begins well and ends in noise.</summary>
    public static Gen<byte[]> Payload { get; } = Gen.Select(Gen.Int[0, 4], Bytes, (count, noise) =>
        (byte[])[.. Frames.Bytes($"0|H0ZOANC0|{count:000}|"), .. noise]);

    /// <summary>One to six bytes replaced, put in, taken out, or the rest cut off.</summary>
    public static Gen<byte[]> Mutation(byte[] valid) =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Byte).Array[1, 6].Select(changes =>
        {
            var bytes = valid.ToList();
            foreach (var (how, where, value) in changes)
            {
                if (bytes.Count == 0) break;
                var at = where % bytes.Count;
                if (how == 0) bytes[at] = value;
                else if (how == 1) bytes.Insert(at, value);
                else if (how == 2) bytes.RemoveAt(at);
                else if (where % 7 == 0) bytes.RemoveRange(at, bytes.Count - at);
            }

            return bytes.ToArray();
        });
}
