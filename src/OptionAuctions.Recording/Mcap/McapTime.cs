namespace OptionAuctions.Recording;

/// <summary>Conversion of times of the format: nanoseconds since the beginning of 1970, UTC.</summary>
public static class McapTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Returns the nanoseconds of a moment; 0 before 1970.</summary>
    public static ulong FromDateTimeOffset(DateTimeOffset moment) =>
        (ulong)Math.Max(0, moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * NanosecondsPerTick;

    /// <summary>Returns the moment of nanoseconds, in UTC, to the 100 ns below.</summary>
    public static DateTimeOffset ToDateTimeOffset(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));

    /// <summary>Returns the nanoseconds of a span, which is not negative.</summary>
    internal static ulong FromTimeSpan(TimeSpan span) => (ulong)span.Ticks * NanosecondsPerTick;
}
