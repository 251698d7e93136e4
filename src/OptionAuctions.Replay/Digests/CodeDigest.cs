using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace OptionAuctions.Replay;

/// <summary>
/// The digest of the changes of one code. Of each change it hashes which fields differ from those of the change before, a bit each, and by how much: four bytes, or
/// eight where a second bit says so. The first change differs from zeros. A record moves a dozen fields, so that a third of the bytes are hashed.
/// </summary>
internal sealed class CodeDigest : IDisposable
{
    private const int Masks = 2 * sizeof(ulong), MaxChange = Masks + (ChangeFields.Count * sizeof(long)), MaxWaiting = 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long[] _before = new long[ChangeFields.Count];
    private readonly byte[] _waiting = new byte[MaxWaiting]; // to be hashed together
    private int _count;

    /// <summary>Adds a change.</summary>
    public void Add(ReadOnlySpan<long> fields)
    {
        if (MaxWaiting - _count < MaxChange + sizeof(long)) Hash();
        var bytes = _waiting.AsSpan(_count);
        var (at, wide) = (Masks, 0UL);
        var differ = Differ(fields);
        for (var rest = differ; rest != 0; rest &= rest - 1)
        {
            var field = BitOperations.TrailingZeroCount(rest);
            var by = fields[field] - _before[field];
            var isWide = by != (int)by;
            if (isWide) wide |= 1UL << field;
            BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], by);
            at += isWide ? sizeof(long) : sizeof(int);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(bytes, differ);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[sizeof(ulong)..], wide);
        fields.CopyTo(_before);
        _count += at;
    }

    /// <summary>Returns the digest so far.</summary>
    public byte[] Current()
    {
        Hash();
        return _hash.GetCurrentHash();
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>The fields that are not as before, a bit each.</summary>
    private ulong Differ(ReadOnlySpan<long> fields)
    {
        var now = MemoryMarshal.Cast<long, Vector256<long>>(fields);
        var before = MemoryMarshal.Cast<long, Vector256<long>>(_before);
        var same = 0UL;
        for (var i = 0; i < now.Length; i++)
            same |= (ulong)Vector256.Equals(now[i], before[i]).ExtractMostSignificantBits() << (i * Vector256<long>.Count);
        return ~same & ((1UL << ChangeFields.Count) - 1);
    }

    private void Hash()
    {
        _hash.AppendData(_waiting.AsSpan(0, _count));
        _count = 0;
    }
}
