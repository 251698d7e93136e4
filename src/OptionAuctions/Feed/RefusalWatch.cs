using System.Collections.Immutable;
using System.Globalization;

namespace OptionAuctions.Feed;

/// <summary>
/// Decides whether too large a share of what the venue sends is refused, as after a change of its format. It is asked periodically, and judges what came
/// since it judged last. No clock: the same counts give the same verdicts.
/// </summary>
/// <param name="bound">Share of the messages, or of the records, from which on it is too large, 0 to 1.</param>
internal sealed class RefusalWatch(double bound)
{
    private const int LeastRefused = 5; // fewer prove nothing, whatever their share
    private const int Sample = 100; // messages or records that prove that most can be read

    // Our own doing: nothing is wrong with these.
    private static readonly DecodeError[] OfOurOwn = [DecodeError.Lagging, DecodeError.ControlFlood];

    private FeedCounts? _judged; // those of the last judgement

    /// <summary>Why too much is refused, as a sentence; <see langword="null"/> while it is not. It stays until enough that can be read has come.</summary>
    public string? Alarm { get; private set; }

    /// <summary>Judges the counts.</summary>
    /// <returns>True when <see cref="Alarm"/> was raised or ended by that.</returns>
    public bool Judge(FeedCounts counts)
    {
        var messages = Refused("messages", counts.RefusedMessages, _judged?.RefusedMessages);
        messages = messages with { Total = counts.DataMessages - (_judged?.DataMessages ?? 0) + messages.Count };
        var records = Refused("records", counts.RefusedRecords, _judged?.RefusedRecords) with { Total = counts.Records - (_judged?.Records ?? 0) };
        var worse = messages.Share >= records.Share ? messages : records;
        var isTooMuch = worse.Count >= LeastRefused && worse.Share >= bound;
        if (!isTooMuch && messages.Total < Sample && records.Total < Sample) return false;

        var before = Alarm;
        (_judged, Alarm) = (counts, isTooMuch ? worse.Sentence : null);
        return (before is null) != (Alarm is null);
    }

    private static RefusedSample Refused(string what, ImmutableDictionary<DecodeError, long> refused, ImmutableDictionary<DecodeError, long>? before)
    {
        var news = refused.Where(reason => !OfOurOwn.Contains(reason.Key))
            .Select(reason => (Error: reason.Key, Count: reason.Value - (before?.GetValueOrDefault(reason.Key) ?? 0))).ToArray();
        return new RefusedSample(what, news.Sum(reason => reason.Count), news.OrderByDescending(reason => reason.Count).FirstOrDefault().Error);
    }

    /// <summary>What was refused of the messages, or of the records, since the last judgement.</summary>
    private readonly record struct RefusedSample(string What, long Count, DecodeError Most)
    {
        public long Total { get; init; }

        public double Share => Total == 0 ? 0 : (double)Count / Total;

        public string Sentence => string.Create(
            CultureInfo.InvariantCulture, $"of the last {Total} {What} {Count} were refused ({100 * Share:0.#} %), most of them as {Most}");
    }
}
