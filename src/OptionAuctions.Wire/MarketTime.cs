using System.Runtime.CompilerServices;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>The venue's wall clock: Korea Standard Time, nine hours ahead of UTC, no daylight saving since 1988.</summary>
public static class MarketTime
{
    /// <summary>The second of the day when the venue sent no time. Midnight is none either: the venue writes it for an unknown time.</summary>
    internal const int Unknown = 0;

    /// <summary>The result for text that is no time.</summary>
    internal const int Invalid = -1;

    /// <summary>Offset of KST from UTC. A constant, so that the host's time zone database does not matter.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(9);

    /// <summary>Returns the time of a clock in KST.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    /// <summary>
    /// Returns the moment that a time without a date means: on the day that brings it nearest to the moment of receipt, so that a
    /// record of 23:59:59 received after midnight is yesterday's.
    /// </summary>
    public static DateTimeOffset Nearest(TimeOnly time, DateTimeOffset received)
    {
        var local = received.ToOffset(Offset);
        var sameDay = new DateTimeOffset(DateOnly.FromDateTime(local.DateTime), time, Offset);
        return (sameDay - local).TotalHours switch
        {
            > 12 => sameDay.AddDays(-1),
            < -12 => sameDay.AddDays(1),
            _ => sameDay,
        };
    }

    /// <summary>Reads <c>HHmmss</c>; empty, <c>(null)</c> and <c>000000</c> are "unknown".</summary>
    /// <param name="message">The message that the text is a part of.</param>
    /// <param name="start">Offset at which the text begins.</param>
    /// <param name="end">Offset at which it ends.</param>
    /// <returns>Seconds of the day, <see cref="Unknown"/>, or <see cref="Invalid"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int SecondOfDay(ReadOnlySpan<byte> message, int start, int end)
    {
        if (end - start != 6 || end < 8) return SecondOfAny(message[start..end]);

        var digits = (Bytes.Before(message, end) >> 16) ^ 0x303030303030; // each byte 0 to 9
        var pairs = ((digits * 10) + (digits >> 8)) & 0x00FF00FF00FF; // hour, minute, second
        var outside = ((digits | (digits + 0x767676767676)) & 0x808080808080) | ((pairs + 0x004400440068) & 0x008000800080);
        if (outside != 0) return SecondOfAny(message[start..end]);
        return ((int)(pairs & 0xFF) * 3600) + ((int)(pairs >> 16 & 0xFF) * 60) + (int)(pairs >> 32);
    }

    internal static TimeOnly? OfSecond(int second) => second == Unknown ? null : new TimeOnly(second * TimeSpan.TicksPerSecond);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int SecondOfAny(ReadOnlySpan<byte> text)
    {
        text = NullText.Trimmed(text);
        if (text.IsEmpty) return Unknown;
        if (text.Length != 6) return Invalid;

        var (hour, minute, second) = (TwoDigits(text), TwoDigits(text[2..]), TwoDigits(text[4..]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return Invalid;
        return (((hour * 60) + minute) * 60) + second;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text) =>
        char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1;
}
