using System.Text;
using OptionAuctions.Venue.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Market;

/// <summary>All records of Monday 2026-11-23, read by the layouts of the client.</summary>
internal static class MarketDay
{
    public static DateTimeOffset Monday { get; } = new(2026, 11, 23, 0, 0, 0, MarketTime.Offset);

    public static List<DayRecord> Of(string trId, string code, VenueOptions? options = null, DateTimeOffset? since = null, params string[] others)
    {
        var feed = new FollowedFeed(options ?? new VenueOptions());
        feed.Follow(new Instrument(code), since ?? Monday, trId);
        foreach (var other in others) feed.Follow(new Instrument(other.Split(' ')[1]), Monday, other.Split(' ')[0]);
        var records = new List<DayRecord>();
        while (feed.NextDue is { } due && due < Monday.AddDays(1))
            records.AddRange(feed.Take(due).Where(p => p.TrId == trId && p.Code == new Instrument(code)).Select(print => Read(due, print)));
        return records;
    }

    private static DayRecord Read(DateTimeOffset at, Print print)
    {
        var (text, layout) = (Encoding.ASCII.GetString(print.Text), RecordLayout.Named(print.TrId)!);
        var message = Encoding.ASCII.GetBytes($"0|{print.TrId}|001|{text}");
        var head = EnvelopeDecoder.Decode(message, layout);
        var columns = text.Split('^');
        Assert.Equal(layout.Width, columns.Length);
        if (layout.Kind == RecordKind.Trade)
        {
            Assert.Equal(DecodeError.None, TradeReader.Open(message, head, layout, out var trades));
            Assert.True(trades.TryRead(out Trade trade, out var beside, out var wrong) && wrong == DecodeError.None, $"{wrong}: {text}");
            return new DayRecord(at, print.TrId, columns, AsForecast(trade), beside);
        }

        Assert.Equal(DecodeError.None, RecordReader.Open(message, head, layout, out var reader));
        Assert.True(reader.TryRead(out var record, out var detail, out var error) && error == DecodeError.None, $"{error}: {text}");
        return new DayRecord(at, print.TrId, columns, record, detail);
    }

    private static ExpectedExecution AsForecast(Trade trade) => new(trade.Code, trade.Time, trade.Price, Won.None, default, default, default);
}
