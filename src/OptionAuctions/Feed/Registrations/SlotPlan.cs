namespace OptionAuctions.Feed.Registrations;

/// <summary>
/// The plan of which session, that is which app key, serves which topic. A topic takes one slot and is on one session at most: it is withdrawn from
/// one, and may go to another when the first has released it. Both kinds of one code are topics of their own and may be on two sessions. No clock,
/// no socket: the same calls give the same plan.
/// </summary>
/// <remarks>
/// What waits, and what may be withdrawn, is kept in order: a call takes time by what it changes, and only the logarithm of the number of topics, but
/// for <see cref="Opened"/>. A feed of ten thousand codes calls it ten thousand times.
/// </remarks>
/// <param name="appKeys">Number of app keys, each with one session.</param>
/// <param name="capacity">Registrations that a session takes, until it reports fewer.</param>
/// <param name="reserve">Slots that a session keeps for topics that lose theirs on another.</param>
internal sealed class SlotPlan(int appKeys, int capacity, int reserve)
{
    private readonly Session[] _sessions = [.. Enumerable.Range(0, appKeys).Select(_ => new Session { Capacity = capacity })];
    private readonly Dictionary<Topic, Entry> _entries = [];
    private readonly SortedSet<Entry> _waiting = new(ByRank); // wanted, and on no session
    private readonly SortedSet<Entry> _placed = new(ByRank); // on a session, and not being withdrawn
    private readonly SortedSet<Entry> _unfit = new(ByRank); // of those, to be withdrawn: rejected, or wanted no longer
    private int _leaving; // topics that are being withdrawn
    private int _displaced; // topics that may use the reserve
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
    public IEnumerable<Topic> Waiting => _waiting.Select(e => e.Topic);

    /// <summary>Adds a wanted topic; the higher priority gets a slot first, then the earlier.</summary>
    public void Register(Topic topic, int priority)
    {
        if (!_entries.TryGetValue(topic, out var entry)) _entries[topic] = entry = new Entry(topic, _arrived++);
        Change(entry, () => (entry.Priority, entry.IsWanted) = (Math.Max(entry.Priority, priority), true));
    }

    /// <summary>Releases a topic that is wanted no longer.</summary>
    public void Release(Topic topic)
    {
        if (_entries.TryGetValue(topic, out var entry)) Change(entry, () => entry.IsWanted = false);
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
        Change(entry, () =>
        {
            (entry.IsRejected, entry.IsDisplaced) = (true, true);
            if (inThisEpoch) entry.Avoids = appKey;
        });
    }

    /// <summary>A session has released a topic.</summary>
    public void Released(int appKey, Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry) || entry.Session != appKey) return;
        Change(entry, () =>
        {
            entry.IsDisplaced |= !entry.IsLeaving;
            (entry.Session, entry.IsLeaving, entry.IsRejected) = (null, false, false);
        });
        _sessions[appKey].Taken--;
    }

    /// <summary>Decides which topics have to move now.</summary>
    public IReadOnlyList<SlotMove> Decide()
    {
        var moves = new List<SlotMove>();
        foreach (var entry in _unfit.ToArray()) Withdraw(entry, moves);

        var freeing = _leaving; // slots that become free by themselves
        if (_waiting.Min is not { } first || IsFutile(first, freeing)) return moves;
        foreach (var entry in _waiting.ToArray())
        {
            if (IsFutile(entry, freeing)) break;
            if (SessionWithMostRoom(entry) is { } appKey)
            {
                Change(entry, () => (entry.Session, entry.IsDisplaced) = (appKey, false));
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

    private void Withdraw(Entry entry, List<SlotMove> moves)
    {
        Change(entry, () => entry.IsLeaving = true);
        moves.Add(new SlotMove(entry.Topic, entry.Session!.Value, entry.Priority, Release: true));
    }

    /// <summary>Changes an entry, whose rank and place in the sets may be others then.</summary>
    private void Change(Entry entry, Action change)
    {
        _waiting.Remove(entry);
        _placed.Remove(entry);
        _unfit.Remove(entry);
        _leaving -= entry.IsLeaving ? 1 : 0;
        _displaced -= entry.IsDisplaced ? 1 : 0;
        change();
        if (entry is { Session: null, IsWanted: false })
        {
            _entries.Remove(entry.Topic);
            return;
        }

        _leaving += entry.IsLeaving ? 1 : 0;
        _displaced += entry.IsDisplaced ? 1 : 0;
        if (entry.Session is null) _waiting.Add(entry);
        else if (!entry.IsLeaving) _placed.Add(entry);
        if (entry is { Session: not null, IsLeaving: false } && (entry.IsRejected || !entry.IsWanted)) _unfit.Add(entry);
    }

    /// <summary>Decides that there is no slot for a topic, nor for any that ranks lower.</summary>
    private bool IsFutile(Entry entry, int freeing) =>
        freeing == 0
        && Array.TrueForAll(_sessions, session => !session.IsUsable || session.Capacity - session.Taken <= (_displaced > 0 ? 0 : reserve))
        && LastRanked(below: entry.Priority) is null;

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

    private Entry? LastRanked(int below)
    {
        foreach (var entry in _placed.Reverse())
        {
            if (entry.Priority >= below) return null;
            if (_sessions[entry.Session!.Value].IsUsable) return entry;
        }

        return null;
    }

    private static Comparer<Entry> ByRank { get; } = Comparer<Entry>.Create((one, other) => one.Rank.CompareTo(other.Rank));

    private sealed class Session
    {
        public int Capacity { get; set; }

        public int Taken { get; set; }

        public bool IsUsable { get; set; } = true;
    }

    private sealed class Entry(Topic topic, long arrived)
    {
        public Topic Topic => topic;

        public Rank Rank => new(Priority, arrived);

        public int Priority { get; set; } = int.MinValue;

        public bool IsWanted { get; set; }

        public int? Session { get; set; }

        public bool IsLeaving { get; set; }

        public bool IsRejected { get; set; }

        public bool IsDisplaced { get; set; }

        public int? Avoids { get; set; }
    }
}
