namespace OptionAuctions.Wire;

/// <summary>The venue's wall clock: Korea Standard Time, nine hours ahead of UTC, no daylight saving since 1988.</summary>
public static class MarketTime
{
    /// <summary>KST against UTC. A constant, so that the host's zone database has no part in it.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(9);

    /// <summary>The clock's time in KST.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    /// <summary>
    /// The moment meant by a time without a date: on the day that brings it nearest to when it was received, so that a record
    /// of 23:59:59 received after midnight is yesterday's.
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
    internal static bool TryParse(ReadOnlySpan<byte> text, out TimeOnly? time)
    {
        time = null;
        text = Absent.Trimmed(text);
        if (text.IsEmpty) return true;
        if (text.Length != 6) return false;

        var (hour, minute, second) = (TwoDigits(text), TwoDigits(text[2..]), TwoDigits(text[4..]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        if (hour + minute + second != 0) time = new TimeOnly(hour, minute, second);
        return true;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text) =>
        char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1;
}
