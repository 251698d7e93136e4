namespace OptionAuctions.Recording;

/// <summary>What the summaries of a recording's files say of it.</summary>
/// <param name="Messages">Number of messages.</param>
/// <param name="First">Earliest time of arrival, KST; <see langword="null"/> without messages.</param>
/// <param name="Last">Latest time of arrival, KST; <see langword="null"/> without messages.</param>
/// <param name="Channels">The channels, each once.</param>
public sealed record RecordingSummary(long Messages, DateTimeOffset? First, DateTimeOffset? Last, IReadOnlyCollection<RecordedChannel> Channels)
{
    internal static RecordingSummary Empty { get; } = new(0, null, null, []);

    internal RecordingSummary With(McapStatistics file, IEnumerable<RecordedChannel> channels)
    {
        var all = this with { Channels = [.. Channels.Union(channels)], Messages = Messages + (long)file.Messages };
        if (file.Messages == 0) return all;
        var (first, last) = (Time(file.Start), Time(file.End));
        return all with { First = First < first ? First : first, Last = Last > last ? Last : last };
    }

    private static DateTimeOffset Time(ulong nanoseconds) => McapTime.ToDateTimeOffset(nanoseconds).ToOffset(MarketTime.Offset);
}
