using System.Globalization;
using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Sessions;

/// <summary>One data message and the records in it.</summary>
internal readonly record struct PackedFrame(string TrId, IReadOnlyList<Print> Prints, byte[] Text);

/// <summary>Puts the records of one moment into messages of one to nineteen, as the seed says; the busier, the fuller.</summary>
internal static class FramePacker
{
    public static IEnumerable<PackedFrame> Pack(int seed, Session session, IReadOnlyList<Print> prints, DateTimeOffset at)
    {
        foreach (var tr in prints.Where(p => session.Wants((p.TrId, p.Code), at)).GroupBy(p => p.TrId))
        {
            var dice = Dice.For(seed, "frames", at.UtcTicks.ToString(CultureInfo.InvariantCulture));
            var waiting = tr.ToArray();
            for (var next = 0; next < waiting.Length;)
            {
                var fill = Math.Min(1 + dice.Below(Math.Max(4, waiting.Length / 2)), FrameText.MostRecords);
                var records = waiting[next..Math.Min(next + fill, waiting.Length)];
                next += records.Length;
                yield return new PackedFrame(tr.Key, records, FrameText.Of(tr.Key, records));
            }
        }
    }
}
