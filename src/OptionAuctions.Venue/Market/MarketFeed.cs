using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Generates the market's records in order of time. Deterministic: driven by market time alone, and the records of a code do not depend on
/// which codes are followed, nor since when.
/// </summary>
internal sealed class MarketFeed(int seed, IReadOnlyList<CallWindow> calls, InstrumentBoard board)
{
    // Text is compared by its characters: the order of records, and so the bytes that are sent, must not depend on the machine's language.
    private static readonly Comparer<(long At, string Code)> InOrder = Comparer<(long At, string Code)>.Create(
        (a, b) => a.At == b.At ? string.CompareOrdinal(a.Code, b.Code) : a.At.CompareTo(b.At));

    private readonly Dictionary<Instrument, Course> _followed = [];
    private readonly PriorityQueue<Course, (long At, string Code)> _due = new(InOrder);
    private readonly List<Print> _prints = [];
    private IReadOnlyList<CallWindow> _calls = calls;

    /// <summary>When the next records are due; <see langword="null"/> while no code that trades is followed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            while (_due.TryPeek(out var course, out _) && course.FollowCount == 0) _due.Dequeue();
            return _due.TryPeek(out var next, out _) ? next.Revisions.Current.Revision.At : null;
        }
    }

    /// <summary>
    /// Follows a code from <paramref name="now"/> on; each call is taken back by one of <see cref="Unfollow"/>. A code that does not trade
    /// has no records.
    /// </summary>
    public void Follow(Instrument code, DateTimeOffset now)
    {
        if (_followed.TryGetValue(code, out var known))
        {
            known.FollowCount++;
            return;
        }

        var course = new Course(code.ToString(), RevisionsAfter(code, now).GetEnumerator()) { FollowCount = 1 };
        _followed.Add(code, course);
        Enqueue(course);
    }

    /// <summary>Takes back one call of <see cref="Follow"/>. After the last one the code has no more records.</summary>
    public void Unfollow(Instrument code)
    {
        if (_followed.TryGetValue(code, out var course) && --course.FollowCount == 0) _followed.Remove(code);
    }

    /// <summary>Holds other calls from now on.</summary>
    public void Hold(IReadOnlyList<CallWindow> held, DateTimeOffset now)
    {
        if (held.SequenceEqual(_calls)) return;
        _calls = held;
        _due.Clear();
        foreach (var (code, course) in _followed.ToArray())
        {
            course.Revisions.Dispose();
            Enqueue(_followed[code] = new Course(course.Code, RevisionsAfter(code, now).GetEnumerator()) { FollowCount = course.FollowCount });
        }
    }

    /// <summary>Returns the records due at one moment, ordered by code; valid until the next call.</summary>
    public IReadOnlyList<Print> Take(DateTimeOffset due)
    {
        _prints.Clear();
        while (NextDue is { } at && at <= due)
        {
            var course = _due.Dequeue();
            var (instrument, revision) = course.Revisions.Current;
            _prints.Add(new Print(KnownTrs.ExpectedExecution, instrument.Code, RecordText.ExpectedExecution(instrument, revision)));
            if (revision.Crosses) _prints.Add(new Print(KnownTrs.Trade, instrument.Code, TradeText.AtCross(seed, instrument, revision)));
            Enqueue(course);
        }

        return _prints;
    }

    private void Enqueue(Course course)
    {
        if (course.Revisions.MoveNext()) _due.Enqueue(course, (course.Revisions.Current.Revision.At.UtcTicks, course.Code));
    }

    private IEnumerable<(SeriesToday Series, Revision Revision)> RevisionsAfter(Instrument code, DateTimeOffset after)
    {
        if (_calls.Count == 0) yield break;
        var today = DateOnly.FromDateTime(after.ToOffset(MarketTime.Offset).DateTime);
        for (var day = today; board.Find(code, day) is { } instrument; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || board.IsSilent(code, day)) continue;
            foreach (var call in _calls.Where(call => instrument.HasCall(day, call) && new DateTimeOffset(day, call.End, MarketTime.Offset) > after))
                foreach (var revision in AuctionCourse.Of(seed, instrument, day, call))
                    if (revision.At > after) yield return (instrument, revision);
        }
    }

    private sealed class Course(string code, IEnumerator<(SeriesToday Series, Revision Revision)> revisions)
    {
        public string Code => code;
        public IEnumerator<(SeriesToday Series, Revision Revision)> Revisions => revisions;
        public int FollowCount { get; set; }
    }
}
