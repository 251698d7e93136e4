using System.Runtime.InteropServices;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The counts of what was sent since the start.</summary>
internal sealed class SentCounts
{
    private readonly Dictionary<Instrument, long> _byCode = [];
    private readonly SortedDictionary<string, long> _answers = new(StringComparer.Ordinal);

    public long Frames { get; set; }
    public long Records { get; private set; }
    public long PingPongs { get; set; }

    public void Sent(Instrument code)
    {
        Records++;
        CollectionsMarshal.GetValueRefOrAddDefault(_byCode, code, out _)++;
    }

    public void Answered(string messageCode) => _answers[messageCode] = _answers.GetValueOrDefault(messageCode) + 1;

    public IReadOnlyDictionary<Instrument, long> ByCode() => new Dictionary<Instrument, long>(_byCode);

    public VenueCounters Counters(SessionBook sessions, ApprovalIssuer approvals, Delays delays) => new(
        sessions.Opened, sessions.Ended, approvals.Granted, approvals.Refused,
        Frames, Records, _answers.Values.Sum(), PingPongs, delays.Count, new SortedDictionary<string, long>(_answers, StringComparer.Ordinal));
}
