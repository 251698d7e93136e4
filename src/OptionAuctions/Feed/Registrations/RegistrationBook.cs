using OptionAuctions.Feed.Dialing;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed.Registrations;

/// <summary>
/// The registrations of one app key: what is wanted, what was requested of the venue, and what it answered. It outlives connections: on a new
/// connection everything is requested again. No clock, no socket, no randomness: the same calls give the same book.
/// </summary>
/// <remarks>
/// One request is in flight at a time, since the venue's answers carry no request id and its errors sometimes no code. Both
/// kinds of one code are registrations of their own: a slot each, an answer each. Active means acknowledged on this connection. Within a connection
/// the book relies on answers in the order of their requests, as one TCP connection to one server gives them; the next connection corrects whatever
/// a venue does otherwise. Each call takes time logarithmic in the number of registrations, but for those at the begin and the end of a connection.
/// </remarks>
/// <param name="capacity">Registrations that the session is configured for.</param>
internal sealed class RegistrationBook(int capacity)
{
    private const int TriesPerConnection = 3;

    private readonly Dictionary<Topic, Entry> _entries = [];
    private readonly SortedSet<Entry> _order = new(ByRank); // in which they are requested
    private readonly SortedSet<Entry>[] _byStatus = [.. Enum.GetValues<RegistrationStatus>().Select(_ => new SortedSet<Entry>(ByRank))];
    private readonly List<RegistrationChange> _changes = [];
    private RegistrationRequest? _inFlight;
    private readonly int _configured = capacity;
    private int _capacity = capacity;
    private int _unanswered; // requests in a row
    private long _arrived;
    private bool _isOpen;

    /// <summary>Registrations that the session is assumed to take: as configured, fewer once the venue has refused one, on later connections too.</summary>
    public int Capacity => _capacity;

    /// <summary>The status of a registration; released when it was never wanted.</summary>
    public RegistrationStatus this[Topic topic] => _entries.TryGetValue(topic, out var entry) ? entry.Status : RegistrationStatus.Released;

    /// <summary>The request that the venue has not answered yet.</summary>
    public RegistrationRequest? InFlight => _inFlight;

    /// <summary>Number of registrations with a status.</summary>
    public int Count(RegistrationStatus status) => _byStatus[(int)status].Count;

    /// <summary>The topics of the registrations in this book.</summary>
    public IReadOnlyCollection<Topic> Topics => _entries.Keys;

    /// <summary>Adds a wanted registration; the higher priority is requested first, then the earlier.</summary>
    public void Register(Topic topic, int priority = 0)
    {
        if (_entries.TryGetValue(topic, out var known) && known.Status is not RegistrationStatus.Releasing) return;
        var entry = new Entry(topic, priority, known?.Rank.Arrived ?? _arrived++) { MayBeRegistered = known?.MayBeRegistered ?? false };
        if (known is not null) Forget(known);
        _entries[topic] = entry;
        _order.Add(entry);
        SetStatus(entry, RegistrationStatus.Pending);
    }

    /// <summary>Releases a registration that is no longer wanted.</summary>
    public void Release(Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry)) return;
        if (entry.MayBeRegistered) SetStatus(entry, RegistrationStatus.Releasing);
        else Remove(entry);
    }

    /// <summary>Begins a connection: all wanted registrations are requested again. What the venue refused for good stays refused.</summary>
    /// <param name="restoresCapacity">True to assume the configured capacity again: the venue's refusal is long ago.</param>
    public void ConnectionOpened(bool restoresCapacity = false)
    {
        _isOpen = true;
        if (restoresCapacity || _capacity == 0) _capacity = _configured; // a session that took nothing at all said nothing about the next one
        Reset();
    }

    /// <summary>Ends the connection: nothing is registered and nothing is in flight.</summary>
    public void ConnectionEnded()
    {
        _isOpen = false;
        Reset();
    }

    /// <summary>
    /// Takes the next request to send, which is then in flight; <see langword="null"/> while one is in flight, or when there is nothing to request.
    /// </summary>
    public RegistrationRequest? Next()
    {
        if (!_isOpen || _inFlight is not null) return null;
        if (First(RegistrationStatus.Releasing) is { } releasing) return _inFlight = new RegistrationRequest(releasing.Topic, Release: true);

        var used = Count(RegistrationStatus.Active) + Count(RegistrationStatus.Requested);
        var waiting = First(RegistrationStatus.Pending) ?? First(RegistrationStatus.Deferred); // except those requested too often on this connection
        if (waiting is { } entry && used < _capacity)
        {
            (entry.Tries, entry.MayBeRegistered) = (entry.Tries + 1, true);
            SetStatus(entry, RegistrationStatus.Requested);
            return _inFlight = new RegistrationRequest(entry.Topic, Release: false);
        }

        while (_byStatus[(int)RegistrationStatus.Pending].Min is { } deferred)
            SetStatus(deferred, RegistrationStatus.Deferred, $"the session takes {_capacity} codes");
        return null;
    }

    /// <summary>Topics that are registered, or may be although no answer came; in the order in which they were requested.</summary>
    public IReadOnlyList<Topic> Registered => [.. _order.Where(entry => entry.MayBeRegistered).Select(entry => entry.Topic)];

    /// <summary>
    /// Applies an answer of the venue. It belongs to the request in flight when everything that it names fits that request: an error of the session,
    /// which names nothing, does; an answer for the other kind of the same code does not, nor does one that registers, releases or refuses a code and does not
    /// say which. An answer to a release while a registration is in flight, or
    /// the reverse, is a late answer to an earlier request. An answer that does not belong to the request changes nothing, since a repeated request is
    /// harmless.
    /// </summary>
    /// <returns>False when the answer fits no registration in this book.</returns>
    public bool Answered(AnswerSubject subject, Reaction reaction, string text)
    {
        if (!Verdict.IsAttributable(subject, reaction)) return false;
        _unanswered = 0;
        if (_inFlight is not { } request || !subject.Fits(request.Topic)) return !subject.IsEmpty && _entries.Keys.Any(subject.Fits);
        if (reaction != Reaction.RetryRegistration && request.Release != (reaction == Reaction.Release)) return true;

        _inFlight = null;
        if (_entries.TryGetValue(request.Topic, out var entry)) Apply(entry, reaction, text);
        return true;
    }

    private void Apply(Entry entry, Reaction reaction, string text)
    {
        switch (reaction)
        {
            case Reaction.Activate when entry.Status is RegistrationStatus.Requested:
                (entry.Tries, entry.MayBeRegistered) = (0, true);
                SetStatus(entry, RegistrationStatus.Active);
                break;
            case Reaction.Release when entry.Status is RegistrationStatus.Releasing:
                Remove(entry);
                break;
            case Reaction.RefuseCode:
                entry.MayBeRegistered = false;
                SetStatus(entry, RegistrationStatus.Refused, text);
                break;
            case Reaction.ShrinkCapacity:
                // After more than one request, this may be the answer to the first one, while the second one made the registration.
                (_capacity, entry.MayBeRegistered) = (Count(RegistrationStatus.Active), entry.Tries > 1);
                if (entry.Status == RegistrationStatus.Releasing) Remove(entry);
                else SetStatus(entry, RegistrationStatus.Deferred, text);
                break;
            case Reaction.RetryRegistration:
                Retry(entry, text);
                break;
        }
    }

    /// <summary>Withdraws the request in flight, which was not answered in time; it is sent again.</summary>
    /// <returns>True when so many requests in a row were not answered that the connection is to be given up.</returns>
    public bool TimedOut()
    {
        if (_inFlight is not { } unanswered) return false;
        _inFlight = null;
        _unanswered++;
        if (_entries.TryGetValue(unanswered.Topic, out var entry) && entry.Status == RegistrationStatus.Requested) Retry(entry, "no answer");
        return _unanswered >= TriesPerConnection;
    }

    /// <summary>Takes the changes since the last call.</summary>
    public IReadOnlyList<RegistrationChange> TakeChanges()
    {
        var changes = _changes.ToArray();
        _changes.Clear();
        return changes;
    }

    private void Retry(Entry entry, string text)
    {
        if (entry.Status == RegistrationStatus.Releasing) return;
        if (entry.Tries < TriesPerConnection) SetStatus(entry, RegistrationStatus.Pending, text);
        else SetStatus(entry, RegistrationStatus.Deferred, $"asked {entry.Tries} times: {text}", inThisEpoch: true);
    }

    private void Reset()
    {
        (_inFlight, _unanswered) = (null, 0);
        foreach (var entry in _order.ToArray())
        {
            (entry.Tries, entry.MayBeRegistered) = (0, false);
            if (entry.Status == RegistrationStatus.Releasing) Remove(entry);
            else if (entry.Status is RegistrationStatus.Active or RegistrationStatus.Requested or RegistrationStatus.Deferred)
                SetStatus(entry, RegistrationStatus.Pending);
        }
    }

    private Entry? First(RegistrationStatus status)
    {
        foreach (var entry in _byStatus[(int)status])
            if (status != RegistrationStatus.Deferred || entry.Tries < TriesPerConnection) return entry;
        return null;
    }

    private void Remove(Entry entry)
    {
        SetStatus(entry, RegistrationStatus.Released);
        Forget(entry);
    }

    private void Forget(Entry entry)
    {
        _entries.Remove(entry.Topic);
        _order.Remove(entry);
        _byStatus[(int)entry.Status].Remove(entry);
    }

    private void SetStatus(Entry entry, RegistrationStatus status, string reason = "", bool inThisEpoch = false)
    {
        if (entry.Status == status && reason.Length == 0 && entry.IsReported) return; // a repeated answer
        _byStatus[(int)entry.Status].Remove(entry);
        (entry.Status, entry.IsReported) = (status, true);
        _byStatus[(int)status].Add(entry);
        _changes.Add(new RegistrationChange(entry.Topic, status, reason, inThisEpoch));
    }

    private static Comparer<Entry> ByRank { get; } = Comparer<Entry>.Create((one, other) => one.Rank.CompareTo(other.Rank));

    private sealed class Entry(Topic topic, int priority, long arrived)
    {
        public Topic Topic => topic;

        public Rank Rank => new(priority, arrived);

        public RegistrationStatus Status { get; set; }

        public bool IsReported { get; set; }

        public int Tries { get; set; }

        /// <summary>True when it was requested on this connection and not denied: the answer may be lost although the registration was made.</summary>
        public bool MayBeRegistered { get; set; }
    }
}
