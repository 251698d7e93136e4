namespace OptionAuctions.Feed.Registrations;

/// <summary>
/// The plan of which session, that is which app key, serves which topic. A topic takes one slot and is on one session at most: it is withdrawn from
/// one, and may go to another when the first has released it. Both kinds of one code are topics of their own and may be on two sessions. No clock,
/// no socket: the same calls give the same plan.
/// </summary>
/// <param name="appKeys">Number of app keys, each with one session.</param>
/// <param name="capacity">Registrations that a session takes, until it reports fewer.</param>
/// <param name="reserve">Slots that a session keeps for topics that lose theirs on another.</param>
internal sealed class SlotPlan(int appKeys, int capacity, int reserve)
{
    private readonly Session[] _sessions = [.. Enumerable.Range(0, appKeys).Select(_ => new Session { Capacity = capacity })];
    private readonly Dictionary<Topic, Entry> _entries = [];
    private long _arrived;

    /// <summary>The session that a topic is on, or is being withdrawn from; <see langword="null"/> when it is on none.</summary>
    public int? SessionOf(Topic topic) => _entries.TryGetValue(topic, out var entry) ? entry.Session : null;

    /// <summary>Topics on a session, including those that are being withdrawn from it.</summary>
    public IEnumerable<Topic> On(int appKey) => _entries.Values.Where(e => e.Session == appKey).Select(e => e.Topic);

    /// <summary>Topics that a session takes.</summary>
    public int CapacityOf(int appKey) => _sessions[appKey].Capacity;

    /// <summary>True while a topic is wanted.</summary>
    public bool Wants(Topic topic) => _entries.TryGetValue(topic, out var entry) && entry.IsWanted;

    /// <summary>Topics that are wanted and on no session, in the order in which they get slots.</summary>
    public IEnumerable<Topic> Waiting => Ranked(e => e.Session is null).Select(e => e.Topic);

    /// <summary>Adds a wanted topic; the higher priority gets a slot first, then the earlier.</summary>
    public void Register(Topic topic, int priority)
    {
        if (!_entries.TryGetValue(topic, out var entry)) _entries[topic] = entry = new Entry(topic, _arrived++);
        (entry.Priority, entry.IsWanted) = (Math.Max(entry.Priority, priority), true);
    }

    /// <summary>Releases a topic that is wanted no longer.</summary>
    public void Release(Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry)) return;
        entry.IsWanted = false;
        if (entry.Session is null) _entries.Remove(topic);
    }

    /// <summary>A session has a connection: it takes topics.</summary>
    /// <param name="appKey">The session.</param>
    /// <param name="takes">The number of topics; <see langword="null"/> for as many as it is configured for.</param>
    public void Opened(int appKey, int? takes = null)
    {
        (_sessions[appKey].Capacity, _sessions[appKey].IsUsable) = (takes ?? capacity, true);
        foreach (var entry in _entries.Values.Where(e => e.Avoids == appKey)) entry.Avoids = null;
    }

    /// <summary>A session is blocked for long: it takes no topics. It releases those that it has by itself.</summary>
    public void Blocked(int appKey) => _sessions[appKey].IsUsable = false;

    /// <summary>The venue accepts fewer topics on a session than was assumed.</summary>
    public void Learned(int appKey, int fewer) => _sessions[appKey].Capacity = fewer;

    /// <summary>A session could not register a topic, which has to move to a session with room.</summary>
    /// <param name="appKey">The session.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="inThisEpoch">True when the reason is no lack of slots: the topic does not return to this session before its next connection.</param>
    public void Rejected(int appKey, Topic topic, bool inThisEpoch)
    {
        if (!_entries.TryGetValue(topic, out var entry) || entry.Session != appKey) return;
        (entry.IsRejected, entry.IsDisplaced) = (true, true);
        if (inThisEpoch) entry.Avoids = appKey;
    }

    /// <summary>A session has released a topic.</summary>
    public void Released(int appKey, Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry) || entry.Session != appKey) return;
        entry.IsDisplaced |= !entry.IsLeaving;
        (entry.Session, entry.IsLeaving, entry.IsRejected) = (null, false, false);
        _sessions[appKey].Taken--;
        if (!entry.IsWanted) _entries.Remove(topic);
    }

    /// <summary>Decides which topics have to move now.</summary>
    public IReadOnlyList<SlotMove> Decide()
    {
        var moves = new List<SlotMove>();
        foreach (var entry in _entries.Values.Where(e => e is { Session: not null, IsLeaving: false } && (e.IsRejected || !e.IsWanted)).ToArray())
            Withdraw(entry, moves);

        var freeing = _entries.Values.Count(e => e.IsLeaving); // slots that become free by themselves
        foreach (var entry in Ranked(e => e is { Session: null, IsWanted: true }).ToArray())
        {
            if (SessionWithMostRoom(entry) is { } appKey)
            {
                (entry.Session, entry.IsDisplaced) = (appKey, false);
                _sessions[appKey].Taken++;
                moves.Add(new SlotMove(entry.Topic, appKey, entry.Priority, Release: false));
            }
            else if (freeing > 0)
            {
                freeing--;
            }
            else if (LastRanked(below: entry.Priority) is { } lower)
            {
                Withdraw(lower, moves);
            }
        }

        return moves;
    }

    private static void Withdraw(Entry entry, List<SlotMove> moves)
    {
        entry.IsLeaving = true;
        moves.Add(new SlotMove(entry.Topic, entry.Session!.Value, entry.Priority, Release: true));
    }

    private int? SessionWithMostRoom(Entry entry)
    {
        int? best = null;
        var most = entry.IsDisplaced ? 0 : reserve;
        for (var appKey = 0; appKey < _sessions.Length; appKey++)
        {
            if (!_sessions[appKey].IsUsable || entry.Avoids == appKey) continue;
            var free = _sessions[appKey].Capacity - _sessions[appKey].Taken;
            if (free > most) (best, most) = (appKey, free);
        }

        return best;
    }

    private Entry? LastRanked(int below) =>
        Ranked(e => e is { Session: not null, IsLeaving: false } && e.Priority < below && _sessions[e.Session.Value].IsUsable).LastOrDefault();

    private IEnumerable<Entry> Ranked(Func<Entry, bool> filter) => _entries.Values.Where(filter).OrderByDescending(e => e.Priority).ThenBy(e => e.Arrived);

    private sealed class Session
    {
        public int Capacity { get; set; }

        public int Taken { get; set; }

        public bool IsUsable { get; set; } = true;
    }

    private sealed class Entry(Topic topic, long arrived)
    {
        public Topic Topic => topic;

        public long Arrived => arrived;

        public int Priority { get; set; } = int.MinValue;

        public bool IsWanted { get; set; }

        public int? Session { get; set; }

        public bool IsLeaving { get; set; }

        public bool IsRejected { get; set; }

        public bool IsDisplaced { get; set; }

        public int? Avoids { get; set; }
    }
}
