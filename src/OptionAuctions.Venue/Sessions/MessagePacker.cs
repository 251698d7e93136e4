using System.Globalization;
using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Packs the records of one moment into messages of one to nineteen, drawn by the seed: the more records, the fuller the messages.</summary>
internal static class MessagePacker
{
    public static IEnumerable<PackedMessage> Pack(int seed, Session session, IReadOnlyList<Print> prints, DateTimeOffset at)
    {
        foreach (var tr in prints.Where(p => session.Wants(new RegistrationKey(p.TrId, p.Code), at)).GroupBy(p => p.TrId))
        {
            var dice = SeededRandom.For(seed, "frames", at.UtcTicks.ToString(CultureInfo.InvariantCulture));
            var waiting = tr.ToArray();
            for (var next = 0; next < waiting.Length;)
            {
                var fill = Math.Min(1 + dice.Below(Math.Max(4, waiting.Length / 2)), EnvelopeText.MostRecords);
                var records = waiting[next..Math.Min(next + fill, waiting.Length)];
                next += records.Length;
                yield return new PackedMessage(tr.Key, records, EnvelopeText.Of(tr.Key, records));
            }
        }
    }
}
