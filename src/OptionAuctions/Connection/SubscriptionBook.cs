using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>A registration to ask the venue for, or its release.</summary>
internal readonly record struct BookRequest(Topic Topic, bool Release);

/// <summary>A registration that stands elsewhere, and why.</summary>
/// <param name="Topic">What it is for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why, in words; empty when nothing is wrong.</param>
/// <param name="InThisLife">A deferred one that this life does not ask for again, whatever slot comes free.</param>
internal readonly record struct BookChange(Topic Topic, RegistrationStatus Status, string Reason, bool InThisLife = false);

/// <summary>
/// What was asked of the venue and what it said, for one app key. Lives above the socket: a new life begins by asking for
/// everything again. No clock, no socket, no randomness: the same calls give the same book.
/// </summary>
/// <remarks>
/// One request is in flight at a time, since the venue's answers carry no request id and its errors sometimes no code. Both
/// kinds of one code are registrations of their own: a slot each, an answer each. Active means acknowledged in this life. That
/// answers come in the order of their requests, as one TCP connection to one server gives, is relied upon within a life; whatever a
/// venue does beside that, the next life mends.
/// </remarks>
internal sealed class SubscriptionBook(int capacity)
{
    private const int TriesPerLife = 3;

    private readonly Dictionary<Topic, Entry> _entries = [];
    private readonly List<Topic> _order = [];
    private readonly List<BookChange> _changes = [];
    private BookRequest? _inFlight;
    private readonly int _configured = capacity;
    private int _capacity = capacity;
    private int _unanswered;
    private bool _alive;

    /// <summary>Registrations that the session is thought to take: as configured, less once the venue refused one.</summary>
    public int Capacity => _capacity;

    /// <summary>Where a registration stands; released when it was never wanted.</summary>
    public RegistrationStatus this[Topic topic] => _entries.TryGetValue(topic, out var entry) ? entry.Status : RegistrationStatus.Released;

    /// <summary>The request that the venue has not answered yet.</summary>
    public BookRequest? InFlight => _inFlight;

    /// <summary>Registrations that stand so.</summary>
    public int Count(RegistrationStatus status) => _entries.Values.Count(e => e.Status == status);

    /// <summary>Registrations in this book.</summary>
    public IReadOnlyCollection<Topic> Topics => _order;

    /// <summary>A registration is wanted; the higher priority is asked for first, then the earlier.</summary>
    public void Want(Topic topic, int priority = 0)
    {
        if (_entries.TryGetValue(topic, out var known) && known.Status is not RegistrationStatus.Releasing) return;
        if (known is null)
        {
            var behind = _order.FindIndex(t => _entries[t].Priority < priority);
            _order.Insert(behind < 0 ? _order.Count : behind, topic);
        }

        _entries[topic] = new Entry { Priority = priority, MayBeRegistered = known?.MayBeRegistered ?? false };
        Say(topic, RegistrationStatus.Wanted);
    }

    /// <summary>A registration is no longer wanted.</summary>
    public void Unwant(Topic topic)
    {
        if (!_entries.TryGetValue(topic, out var entry)) return;
        if (entry.MayBeRegistered) Say(topic, RegistrationStatus.Releasing);
        else Forget(topic);
    }

    /// <summary>A new life: all that is wanted is to be asked for again. What the venue refused for good stays refused.</summary>
    public void LifeBegan()
    {
        _alive = true;
        _capacity = _configured;
        Reset();
    }

    /// <summary>The life is over; nothing is registered and nothing is in flight.</summary>
    public void LifeEnded()
    {
        _alive = false;
        Reset();
    }

    /// <summary>The next request to send, which is then in flight; none while one is, or when there is nothing to ask.</summary>
    public BookRequest? Next()
    {
        if (!_alive || _inFlight is not null) return null;
        if (First(RegistrationStatus.Releasing) is { } leaving) return _inFlight = new BookRequest(leaving, Release: true);

        var used = Count(RegistrationStatus.Active) + Count(RegistrationStatus.Asked);
        var waiting = First(RegistrationStatus.Wanted) ?? First(RegistrationStatus.Deferred); // but not what was asked for too often in this life
        if (waiting is { } topic && used < _capacity)
        {
            (_entries[topic].Tries, _entries[topic].MayBeRegistered) = (_entries[topic].Tries + 1, true);
            Say(topic, RegistrationStatus.Asked);
            return _inFlight = new BookRequest(topic, Release: false);
        }

        foreach (var late in _order.Where(t => _entries[t].Status == RegistrationStatus.Wanted).ToArray())
            Say(late, RegistrationStatus.Deferred, $"the session takes {_capacity} codes");
        return null;
    }

    /// <summary>
    /// The venue answered. That is taken for the request in flight when all it names is of that request: an error of the session, which
    /// names nothing, is; an answer for the other kind of the same code is not. A release answered while a registration is in flight,
    /// or the reverse, is a late answer to an earlier request. What is not taken changes nothing, since to ask again is harmless.
    /// </summary>
    /// <returns>False when it is about nothing in this book.</returns>
    public bool Answered(AnswerSubject subject, Reaction reaction, string text)
    {
        _unanswered = 0;
        if (_inFlight is not { } asked || !subject.Fits(asked.Topic)) return !subject.IsUnsaid && _order.Exists(subject.Fits);
        if (reaction != Reaction.RetryCode && asked.Release != (reaction == Reaction.Release)) return true;

        _inFlight = null;
        if (_entries.TryGetValue(asked.Topic, out var entry)) Settle(asked.Topic, entry, reaction, text);
        return true;
    }

    private void Settle(Topic topic, Entry entry, Reaction reaction, string text)
    {
        switch (reaction)
        {
            case Reaction.Activate when entry.Status is RegistrationStatus.Asked:
                (entry.Tries, entry.MayBeRegistered) = (0, true);
                Say(topic, RegistrationStatus.Active);
                break;
            case Reaction.Release when entry.Status is RegistrationStatus.Releasing:
                Forget(topic);
                break;
            case Reaction.RefuseCode:
                entry.MayBeRegistered = false;
                Say(topic, RegistrationStatus.Refused, text);
                break;
            case Reaction.ShrinkCapacity:
                // Asked more than once, this may be the answer to the first time and the registration made by the second.
                (_capacity, entry.MayBeRegistered) = (Count(RegistrationStatus.Active), entry.Tries > 1);
                if (entry.Status == RegistrationStatus.Releasing) Forget(topic);
                else Say(topic, RegistrationStatus.Deferred, text);
                break;
            case Reaction.RetryCode:
                Retry(topic, entry, text);
                break;
        }
    }

    /// <summary>The request in flight was not answered in time; it is asked again.</summary>
    /// <returns>True when so many in a row were not answered that the line is to be given up.</returns>
    public bool TimedOut()
    {
        if (_inFlight is not { } lost) return false;
        _inFlight = null;
        _unanswered++;
        if (_entries.TryGetValue(lost.Topic, out var entry) && entry.Status == RegistrationStatus.Asked) Retry(lost.Topic, entry, "no answer");
        return _unanswered >= TriesPerLife;
    }

    /// <summary>What changed since this was last asked.</summary>
    public IReadOnlyList<BookChange> TakeChanges()
    {
        var changes = _changes.ToArray();
        _changes.Clear();
        return changes;
    }

    private void Retry(Topic topic, Entry entry, string text)
    {
        if (entry.Status == RegistrationStatus.Releasing) return;
        if (entry.Tries < TriesPerLife) Say(topic, RegistrationStatus.Wanted, text);
        else Say(topic, RegistrationStatus.Deferred, $"asked {entry.Tries} times: {text}", inThisLife: true);
    }

    private void Reset()
    {
        (_inFlight, _unanswered) = (null, 0);
        foreach (var topic in _order.ToArray())
        {
            (_entries[topic].Tries, _entries[topic].MayBeRegistered) = (0, false);
            if (_entries[topic].Status == RegistrationStatus.Releasing) Forget(topic);
            else if (_entries[topic].Status is RegistrationStatus.Active or RegistrationStatus.Asked or RegistrationStatus.Deferred)
                Say(topic, RegistrationStatus.Wanted);
        }
    }

    private Topic? First(RegistrationStatus status)
    {
        foreach (var topic in _order)
            if (_entries[topic].Status == status && (status != RegistrationStatus.Deferred || _entries[topic].Tries < TriesPerLife)) return topic;
        return null;
    }

    private void Forget(Topic topic)
    {
        Say(topic, RegistrationStatus.Released);
        _entries.Remove(topic);
        _order.Remove(topic);
    }

    private void Say(Topic topic, RegistrationStatus status, string reason = "", bool inThisLife = false)
    {
        if (_entries[topic].Status == status && reason.Length == 0 && _entries[topic].IsTold) return; // an answer that came twice
        (_entries[topic].Status, _entries[topic].IsTold) = (status, true);
        _changes.Add(new BookChange(topic, status, reason, inThisLife));
    }

    private sealed class Entry
    {
        public RegistrationStatus Status { get; set; }

        public int Priority { get; init; }

        public bool IsTold { get; set; }

        public int Tries { get; set; }

        /// <summary>Asked for in this life and not denied: an answer can be lost and the registration there all the same.</summary>
        public bool MayBeRegistered { get; set; }
    }
}
