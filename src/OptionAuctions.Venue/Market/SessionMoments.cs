using System.Globalization;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// The moments at which something happens in continuous trading, some in every minute. Each minute is drawn by itself, so that those of a minute are known
/// without the minutes before it.
/// </summary>
internal static class SessionMoments
{
    /// <summary>Returns moments of a span, in order, from the minute of <paramref name="after"/> on.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="name">Name of what happens.</param>
    /// <param name="instrument">Instrument and day.</param>
    /// <param name="perMinute">Average number of moments in a minute, 1 or more.</param>
    /// <param name="span">The span; its ends do not belong to it.</param>
    /// <param name="after">Moments of earlier minutes are left out.</param>
    public static IEnumerable<DateTimeOffset> Of(
        int seed, string name, IInstrumentToday instrument, int perMinute, TradingSpan span, DateTimeOffset after = default)
    {
        var (midnight, code) = (new DateTimeOffset(instrument.Day, TimeOnly.MinValue, MarketTime.Offset), instrument.Code.ToString());
        var (from, to) = (midnight + span.From.ToTimeSpan(), midnight + span.To.ToTimeSpan());
        var first = (int)Math.Floor(((from > after ? from : after) - midnight).TotalMinutes);
        for (var minute = first; midnight.AddMinutes(minute) < to; minute++)
        {
            var dice = SeededRandom.For(seed, name, code, midnight.AddMinutes(minute).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture));
            foreach (var beat in Beats(ref dice, perMinute))
                if (midnight.AddMinutes(minute) + (beat * AuctionCourse.Beat) is var moment && moment > from && moment < to) yield return moment;
        }
    }

    private static int[] Beats(ref SeededRandom dice, int perMinute)
    {
        var beats = new int[1 + dice.Below((2 * perMinute) - 1)];
        foreach (ref var beat in beats.AsSpan()) beat = dice.Below((int)(TimeSpan.FromMinutes(1) / AuctionCourse.Beat));
        return [.. beats.Distinct().Order()];
    }
}
