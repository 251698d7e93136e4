using OptionAuctions.Venue;
using OptionAuctions.Venue.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>Messages as the simulated venue writes them: 820 codes, each price, change and sign different from the last one's.</summary>
internal static class SampleFrames
{
    /// <summary>More records than a branch predictor can learn by heart, few enough to stay in the second cache.</summary>
    public const int Records = 4_100;

    private const int Codes = 820;

    /// <summary>Frames of that many records each, the same on every run.</summary>
    public static byte[][] Of(int recordsPerFrame)
    {
        var options = new VenueOptions();
        var at = new DateTimeOffset(2026, 11, 23, 8, 45, 12, MarketTime.Offset);
        var board = new InstrumentBoard(options);
        var instruments = options.Listing.Take(Codes).Select(s => board.Imagine(s.Code, DateOnly.FromDateTime(at.DateTime))).ToArray();
        var dice = new Random(7);
        var prints = Enumerable.Range(0, Records).Select(i =>
        {
            var instrument = instruments[i % instruments.Length];
            var price = instrument.Quote(instrument.PreviousClose * (0.7 + (0.6 * dice.NextDouble())));
            var revision = new Revision(at.AddMilliseconds(100 * i), price, "311", Crosses: true);
            return new Print(RecordLayout.H0ZOANC0.TrId, instrument.Code, RecordText.ExpectedExecution(instrument, revision));
        });
        return [.. prints.Chunk(recordsPerFrame).Select(records => EnvelopeText.Of(RecordLayout.H0ZOANC0.TrId, records))];
    }
}
