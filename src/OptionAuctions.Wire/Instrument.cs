using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json.Serialization;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// The short code of one instrument of the exchange: an option series such as <c>B11612083</c> (product, underlying, expiry and the
/// serial of the strike), a stock such as <c>005930</c>, or a future such as <c>A11610</c>. Opaque here: nothing is derived from its
/// letters.
/// </summary>
/// <remarks>
/// One to twelve of <c>A–Z 0–9</c>. Options have nine today, spreads eight, futures and stocks six; the venue's own table leaves room
/// for twelve, so that any such length is accepted. Twelve bytes inline, so that a record holds its code without a string. Source: the
/// first field of a record, which is also the <c>tr_key</c> of a registration.
/// </remarks>
[JsonConverter(typeof(InstrumentJsonConverter))]
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly struct Instrument : IEquatable<Instrument>
{
    /// <summary>Characters a code can have at most.</summary>
    public const int MaxLength = 12;

    private readonly ulong _head;
    private readonly uint _tail;

    private Instrument(ulong head, uint tail) => (_head, _tail) = (head, tail);

    /// <summary>Parses a code that a person or a file wrote.</summary>
    /// <exception cref="FormatException">The text is not one to twelve of <c>A–Z 0–9</c>; the message quotes it.</exception>
    public Instrument(string text)
    {
        if (!TryParse(text, out this))
            throw new FormatException($"'{text}' is not the code of an instrument: one to {MaxLength} of A-Z and 0-9, for example B11612083");
    }

    /// <summary>True for <c>default</c>, which names no instrument.</summary>
    public bool IsNone => _head == 0;

    /// <summary>Characters in the code, 0 for <c>default</c>.</summary>
    public int Length => _tail != 0 ? 12 - (System.Numerics.BitOperations.LeadingZeroCount(_tail) >> 3)
                                    : 8 - (System.Numerics.BitOperations.LeadingZeroCount(_head) >> 3);

    /// <summary>Parses a code from the bytes of a message.</summary>
    /// <returns>False when it is empty, longer than <see cref="MaxLength"/>, or has anything but <c>A–Z 0–9</c>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out Instrument code)
    {
        code = default;
        if (ascii.Length is 0 or > MaxLength) return false;
        foreach (var c in ascii)
            if (!char.IsAsciiDigit((char)c) && !char.IsAsciiLetterUpper((char)c)) return false;

        Span<byte> padded = stackalloc byte[MaxLength];
        padded.Clear();
        ascii.CopyTo(padded);
        code = new Instrument(
            BinaryPrimitives.ReadUInt64LittleEndian(padded),
            BinaryPrimitives.ReadUInt32LittleEndian(padded[8..]));
        return true;
    }

    /// <summary>Parses the code of a record, with the spaces that may be around it. Returns <c>default</c> when it is none.</summary>
    /// <param name="message">The message that the code is a part of.</param>
    /// <param name="start">Offset at which its field begins.</param>
    /// <param name="end">Offset at which its field ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Instrument Parse(ReadOnlySpan<byte> message, int start, int end)
    {
        var length = end - start;
        if ((uint)(length - 8) > MaxLength - 8 || message.Length - start < Vector128<byte>.Count) return ParseAny(message[start..end]);

        // Eight to twelve characters, in the sixteen bytes that begin with them.
        var text = Vector128.Create(message.Slice(start, Vector128<byte>.Count));
        if ((~LettersAndDigits(text) & ((1u << length) - 1)) != 0) return ParseAny(message[start..end]);
        var tail = text.AsUInt64().GetElement(1) & ((1UL << (8 * (length - 8))) - 1);
        return new Instrument(text.AsUInt64().GetElement(0), (uint)tail);
    }

    /// <summary>Returns a mask with a bit set for each byte that is one of <c>A–Z 0–9</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint LettersAndDigits(Vector128<byte> text) =>
        (Vector128.LessThan(text - Vector128.Create((byte)'0'), Vector128.Create((byte)10))
            | Vector128.LessThan(text - Vector128.Create((byte)'A'), Vector128.Create((byte)26))).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Instrument ParseAny(ReadOnlySpan<byte> field) => TryParse(field.Trim((byte)' '), out var code) ? code : default;

    /// <summary>Parses a code from text, by the rules of <see cref="TryParse(ReadOnlySpan{byte}, out Instrument)"/>.</summary>
    public static bool TryParse(string? text, out Instrument code)
    {
        code = default;
        if (text is null || text.Length > MaxLength) return false;
        Span<byte> ascii = stackalloc byte[MaxLength];
        return Encoding.ASCII.TryGetBytes(text, ascii, out var written) && TryParse(ascii[..written], out code);
    }

    /// <summary>Writes the code's characters to <paramref name="destination"/>, which needs <see cref="MaxLength"/> bytes.</summary>
    /// <returns>The number of bytes that are the code; those behind it are zero.</returns>
    public int CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _head);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], _tail);
        return Length;
    }

    /// <inheritdoc/>
    public bool Equals(Instrument other) => _head == other._head && _tail == other._tail;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Instrument other && Equals(other);

    /// <inheritdoc/>
    /// <remarks>
    /// One multiplication whose halves are combined by XOR, so that every character affects the low bits, by which hash tables choose.
    /// Computed once a record.
    /// </remarks>
    public override int GetHashCode()
    {
        var high = Math.BigMul(_head ^ 0x9E3779B97F4A7C15, _tail ^ 0xD1B54A32D192ED03, out var low);
        return (int)((high ^ low) >> 32) ^ (int)(high ^ low);
    }

    /// <summary>True for the same code.</summary>
    public static bool operator ==(Instrument left, Instrument right) => left.Equals(right);

    /// <summary>True for different codes.</summary>
    public static bool operator !=(Instrument left, Instrument right) => !left.Equals(right);

    /// <summary>Returns the code as the venue writes it; empty for <c>default</c>.</summary>
    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(ascii[..CopyTo(ascii)]);
    }
}
