using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>A registration to take to a line, or away from one.</summary>
internal readonly record struct SlotMove(Topic Topic, int Line, int Priority, bool Withdraw);

/// <summary>
/// Which line, that is which app key, serves which topic. A topic takes one slot and is on one line at most: it is taken from one, and
/// when that one has let go it may go to another. Both kinds of one code are topics of their own and may be on two lines. No clock, no
/// socket: the same calls give the same plan.
/// </summary>
/// <param name="lines">App keys.</param>
/// <param name="capacity">Registrations a line takes, until it says otherwise.</param>
/// <param name="reserve">Slots a line keeps for topics that lose theirs on another.</param>
internal sealed class SlotPlan(int lines, int capacity, int reserve)
{
    private readonly Line[] _lines = [.. Enumerable.Range(0, lines).Select(_ => new Line { Capacity = capacity })];
    private readonly Dictionary<Topic, Entry> _entries = [];
    private long _arrived;

    /// <summary>Line that a topic is on, or is leaving; <see langword="null"/> when on none.</summary>
    public int? LineOf(Topic topic) => _entries.TryGetValue(topic, out var entry) ? entry.Line : null;

    /// <summary>Topics on a line, those that are leaving it included.</summary>
    public IEnumerable<Topic> On(int line) => _entries.Values.Where(e => e.Line == line).Select(e => e.Topic);

    /// <summary>True while somebody wants a topic.</summary>
    public bool Wants(Topic topic) => _entries.TryGetValue(topic, out var entry) && entry.IsWanted;

    /// <summary>Topics that are wanted and on no line.</summary>
    public IEnumerable<Topic> Waiting => Ranked(e => e.Line is null).Select(e => e.Topic);

    /// <summary>A topic is wanted; the higher priority first, then the earlier.</summary>
    public void Want(Topic topic, int priority)
    {
        if (!_entries.TryGetValue(topic, out var entry)) _entries[topic] = entry = new Entry(topic, _arrived++);
        (entry.Priority, entry.IsWanted) = (Math.Max(entry.Priority, priority), true);
    }

    /// <summary>A topic is wanted no longer.</summary>
    public void Unwant(Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry)) return;
        entry.IsWanted = false;
        if (entry.Line is null) _entries.Remove(topic);
    }

    /// <summary>A line has a session: it takes topics, as many as it was configured for.</summary>
    public void Opened(int line)
    {
        (_lines[line].Capacity, _lines[line].IsUsable) = (capacity, true);
        foreach (var entry in _entries.Values.Where(e => e.Avoids == line)) entry.Avoids = null;
    }

    /// <summary>A line is held back for long: it takes no topics. It lets go of those it has by itself.</summary>
    public void Blocked(int line) => _lines[line].IsUsable = false;

    /// <summary>The venue takes fewer topics on a line than was thought.</summary>
    public void Learned(int line, int fewer) => _lines[line].Capacity = fewer;

    /// <summary>A line could not register a topic: it has to leave for where there is room.</summary>
    /// <param name="line">The line.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="inThisLife">Not for want of a slot: it does not come back to this line before its next life.</param>
    public void Rejected(int line, Topic topic, bool inThisLife)
    {
        if (!_entries.TryGetValue(topic, out var entry) || entry.Line != line) return;
        (entry.IsRejected, entry.IsDisplaced) = (true, true);
        if (inThisLife) entry.Avoids = line;
    }

    /// <summary>A line has let go of a topic.</summary>
    public void Released(int line, Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry) || entry.Line != line) return;
        entry.IsDisplaced |= !entry.IsLeaving;
        (entry.Line, entry.IsLeaving, entry.IsRejected) = (null, false, false);
        _lines[line].Taken--;
        if (!entry.IsWanted) _entries.Remove(topic);
    }

    /// <summary>What has to move now.</summary>
    public IReadOnlyList<SlotMove> Decide()
    {
        var moves = new List<SlotMove>();
        foreach (var entry in _entries.Values.Where(e => e is { Line: not null, IsLeaving: false } && (e.IsRejected || !e.IsWanted)).ToArray())
            Withdraw(entry, moves);

        var coming = _entries.Values.Count(e => e.IsLeaving); // slots that come free by themselves
        foreach (var entry in Ranked(e => e is { Line: null, IsWanted: true }).ToArray())
        {
            if (Roomiest(entry) is { } line)
            {
                (entry.Line, entry.IsDisplaced) = (line, false);
                _lines[line].Taken++;
                moves.Add(new SlotMove(entry.Topic, line, entry.Priority, Withdraw: false));
            }
            else if (coming > 0)
            {
                coming--;
            }
            else if (Least(below: entry.Priority) is { } less)
            {
                Withdraw(less, moves);
            }
        }

        return moves;
    }

    private static void Withdraw(Entry entry, List<SlotMove> moves)
    {
        entry.IsLeaving = true;
        moves.Add(new SlotMove(entry.Topic, entry.Line!.Value, entry.Priority, Withdraw: true));
    }

    private int? Roomiest(Entry entry)
    {
        int? best = null;
        var most = entry.IsDisplaced ? 0 : reserve;
        for (var line = 0; line < _lines.Length; line++)
        {
            if (!_lines[line].IsUsable || entry.Avoids == line) continue;
            var free = _lines[line].Capacity - _lines[line].Taken;
            if (free > most) (best, most) = (line, free);
        }

        return best;
    }

    private Entry? Least(int below) => Ranked(e => e is { Line: not null, IsLeaving: false } && e.Priority < below && _lines[e.Line.Value].IsUsable).LastOrDefault();

    private IEnumerable<Entry> Ranked(Func<Entry, bool> which) => _entries.Values.Where(which).OrderByDescending(e => e.Priority).ThenBy(e => e.Arrived);

    private sealed class Line
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

        public int? Line { get; set; }

        public bool IsLeaving { get; set; }

        public bool IsRejected { get; set; }

        public bool IsDisplaced { get; set; }

        public int? Avoids { get; set; }
    }
}
