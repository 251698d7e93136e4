using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Generates the market's records in order of time. Deterministic: driven by market time alone, and the records of a code do not depend on
/// which codes are followed, nor since when.
/// </summary>
internal sealed class MarketFeed(MarketModel model)
{
    // Text is compared by its characters: the order of records, and so the bytes that are sent, must not depend on the machine's language.
    private static readonly Comparer<(long At, string Code, string TrId)> InOrder = Comparer<(long At, string Code, string TrId)>.Create((a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At) : a.Code != b.Code ? string.CompareOrdinal(a.Code, b.Code) : string.CompareOrdinal(a.TrId, b.TrId));

    private readonly Dictionary<RegistrationKey, Course> _followed = [];
    private readonly PriorityQueue<Course, (long At, string Code, string TrId)> _due = new(InOrder);
    private readonly List<Print> _prints = [];

    /// <summary>When the next records are due; <see langword="null"/> while no code that trades is followed.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            while (_due.TryPeek(out var course, out _) && course.FollowCount == 0) _due.Dequeue();
            return _due.TryPeek(out var next, out _) ? next.Records.Current.At : null;
        }
    }

    /// <summary>
    /// Follows the records of a TR and a code from <paramref name="now"/> on; each call is taken back by one of <see cref="Unfollow"/>. A code that does not
    /// trade has no records.
    /// </summary>
    public void Follow(RegistrationKey key, DateTimeOffset now)
    {
        if (_followed.TryGetValue(key, out var known))
        {
            known.FollowCount++;
            return;
        }

        var course = new Course(key, RecordsAfter(key, now).GetEnumerator()) { FollowCount = 1 };
        _followed.Add(key, course);
        Enqueue(course);
    }

    /// <summary>Takes back one call of <see cref="Follow"/>. After the last one the key has no more records.</summary>
    public void Unfollow(RegistrationKey key)
    {
        if (_followed.TryGetValue(key, out var course) && --course.FollowCount == 0) _followed.Remove(key);
    }

    /// <summary>Goes on under other conditions from now on.</summary>
    public void Change(MarketConditions conditions, DateTimeOffset now)
    {
        if (conditions.AreThoseOf(model.Conditions)) return;
        model.Change(conditions);
        _due.Clear();
        foreach (var (key, course) in _followed.ToArray())
        {
            course.Records.Dispose();
            Enqueue(_followed[key] = new Course(key, RecordsAfter(key, now).GetEnumerator()) { FollowCount = course.FollowCount });
        }
    }

    /// <summary>Returns the records due at one moment, ordered by code and TR; valid until the next call.</summary>
    public IReadOnlyList<Print> Take(DateTimeOffset due)
    {
        _prints.Clear();
        while (NextDue is { } at && at <= due)
        {
            var course = _due.Dequeue();
            _prints.Add(new Print(course.Key.TrId, course.Key.Code, course.Records.Current.Write()));
            Enqueue(course);
        }

        return _prints;
    }

    private void Enqueue(Course course)
    {
        if (course.Records.MoveNext()) _due.Enqueue(course, (course.Records.Current.At.UtcTicks, course.Code, course.Key.TrId));
    }

    private IEnumerable<DueRecord> RecordsAfter(RegistrationKey key, DateTimeOffset after)
    {
        if (MarketTrs.Named(key.TrId) is not { } tr || model.Conditions.CallsOf(tr.Layout.Segment).Count == 0) yield break;
        var today = DateOnly.FromDateTime(after.ToOffset(MarketTime.Offset).DateTime);
        for (var day = today; tr.RecordsOf(model, key.Code, day, after) is { } records; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            foreach (var record in records)
                if (record.At > after) yield return record;
        }
    }

    private sealed class Course(RegistrationKey key, IEnumerator<DueRecord> records)
    {
        public RegistrationKey Key => key;
        public string Code { get; } = key.Code.ToString();
        public IEnumerator<DueRecord> Records => records;
        public int FollowCount { get; set; }
    }
}
