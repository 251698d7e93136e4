using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>A registration to ask the venue for, or its release.</summary>
internal readonly record struct BookRequest(OptionCode Code, bool Release);

/// <summary>A code whose registration stands elsewhere, and why.</summary>
/// <param name="Code">The code.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why, in words; empty when nothing is wrong.</param>
/// <param name="InThisLife">A deferred code that this life does not ask for again, whatever slot comes free.</param>
internal readonly record struct BookChange(OptionCode Code, RegistrationStatus Status, string Reason, bool InThisLife = false);

/// <summary>
/// What was asked of the venue and what it said, for one app key. Lives above the socket: a new life begins by asking for
/// everything again. No clock, no socket, no randomness: the same calls give the same book.
/// </summary>
/// <remarks>
/// One request is in flight at a time, since the venue's answers carry no request id and its errors sometimes no code. Active
/// means acknowledged in this life. That answers come in the order of their requests, as one TCP connection to one server gives, is
/// relied upon within a life; whatever a venue does beside that, the next life mends.
/// </remarks>
internal sealed class SubscriptionBook(int capacity)
{
    private const int TriesPerLife = 3;

    private readonly Dictionary<OptionCode, Entry> _entries = [];
    private readonly List<OptionCode> _order = [];
    private readonly List<BookChange> _changes = [];
    private BookRequest? _inFlight;
    private readonly int _configured = capacity;
    private int _capacity = capacity;
    private int _unanswered;
    private bool _alive;

    /// <summary>Registrations that the session is thought to take: as configured, less once the venue refused one.</summary>
    public int Capacity => _capacity;

    /// <summary>Where a code stands; released when it was never wanted.</summary>
    public RegistrationStatus this[OptionCode code] => _entries.TryGetValue(code, out var entry) ? entry.Status : RegistrationStatus.Released;

    /// <summary>The request that the venue has not answered yet.</summary>
    public BookRequest? InFlight => _inFlight;

    /// <summary>Codes that stand so.</summary>
    public int Count(RegistrationStatus status) => _entries.Values.Count(e => e.Status == status);

    /// <summary>Codes in this book.</summary>
    public IReadOnlyCollection<OptionCode> Codes => _order;

    /// <summary>A code is wanted; the higher priority is asked for first, then the earlier.</summary>
    public void Want(OptionCode code, int priority = 0)
    {
        if (_entries.TryGetValue(code, out var known) && known.Status is not RegistrationStatus.Releasing) return;
        if (known is null)
        {
            var behind = _order.FindIndex(c => _entries[c].Priority < priority);
            _order.Insert(behind < 0 ? _order.Count : behind, code);
        }

        _entries[code] = new Entry { Priority = priority, MayBeRegistered = known?.MayBeRegistered ?? false };
        Say(code, RegistrationStatus.Wanted);
    }

    /// <summary>A code is no longer wanted.</summary>
    public void Unwant(OptionCode code)
    {
        if (!_entries.TryGetValue(code, out var entry)) return;
        if (entry.MayBeRegistered) Say(code, RegistrationStatus.Releasing);
        else Forget(code);
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
        if (waiting is { } code && used < _capacity)
        {
            (_entries[code].Tries, _entries[code].MayBeRegistered) = (_entries[code].Tries + 1, true);
            Say(code, RegistrationStatus.Asked);
            return _inFlight = new BookRequest(code, Release: false);
        }

        foreach (var late in _order.Where(c => _entries[c].Status == RegistrationStatus.Wanted).ToArray())
            Say(late, RegistrationStatus.Deferred, $"the session takes {_capacity} codes");
        return null;
    }

    /// <summary>
    /// The venue answered. An answer without a code is taken for the request in flight; one of the other kind than that request is a
    /// late answer to an earlier one.
    /// </summary>
    /// <returns>False when it is about nothing in this book.</returns>
    public bool Answered(string key, Reaction reaction, string text)
    {
        var code = OptionCode.TryParse(key, out var named) ? named : _inFlight?.Code ?? default;
        var expected = _inFlight is { } asked && asked.Code == code && (reaction == Reaction.RetryCode || asked.Release == (reaction == Reaction.Release));
        _unanswered = 0;
        if (expected) _inFlight = null;
        if (!_entries.TryGetValue(code, out var entry)) return expected;

        switch (reaction)
        {
            case Reaction.Activate when expected && entry.Status is RegistrationStatus.Asked: // a late one is not trusted: to ask again is harmless
                (entry.Tries, entry.MayBeRegistered) = (0, true);
                Say(code, RegistrationStatus.Active);
                break;
            case Reaction.Release when expected && entry.Status is RegistrationStatus.Releasing:
                Forget(code);
                break;
            case Reaction.RefuseCode when expected:
                entry.MayBeRegistered = false;
                Say(code, RegistrationStatus.Refused, text);
                break;
            case Reaction.ShrinkCapacity when expected:
                // Asked more than once, this may be the answer to the first time and the code registered by the second.
                (_capacity, entry.MayBeRegistered) = (Count(RegistrationStatus.Active), entry.Tries > 1);
                if (entry.Status == RegistrationStatus.Releasing) Forget(code);
                else Say(code, RegistrationStatus.Deferred, text);
                break;
            case Reaction.RetryCode when expected:
                Retry(code, entry, text);
                break;
        }

        return true;
    }

    /// <summary>The request in flight was not answered in time; it is asked again.</summary>
    /// <returns>True when so many in a row were not answered that the line is to be given up.</returns>
    public bool TimedOut()
    {
        if (_inFlight is not { } lost) return false;
        _inFlight = null;
        _unanswered++;
        if (_entries.TryGetValue(lost.Code, out var entry) && entry.Status == RegistrationStatus.Asked) Retry(lost.Code, entry, "no answer");
        return _unanswered >= TriesPerLife;
    }

    /// <summary>What changed since this was last asked.</summary>
    public IReadOnlyList<BookChange> TakeChanges()
    {
        var changes = _changes.ToArray();
        _changes.Clear();
        return changes;
    }

    private void Retry(OptionCode code, Entry entry, string text)
    {
        if (entry.Status == RegistrationStatus.Releasing) return;
        if (entry.Tries < TriesPerLife) Say(code, RegistrationStatus.Wanted, text);
        else Say(code, RegistrationStatus.Deferred, $"asked {entry.Tries} times: {text}", inThisLife: true);
    }

    private void Reset()
    {
        (_inFlight, _unanswered) = (null, 0);
        foreach (var code in _order.ToArray())
        {
            (_entries[code].Tries, _entries[code].MayBeRegistered) = (0, false);
            if (_entries[code].Status == RegistrationStatus.Releasing) Forget(code);
            else if (_entries[code].Status is RegistrationStatus.Active or RegistrationStatus.Asked or RegistrationStatus.Deferred)
                Say(code, RegistrationStatus.Wanted);
        }
    }

    private OptionCode? First(RegistrationStatus status)
    {
        foreach (var code in _order)
            if (_entries[code].Status == status && (status != RegistrationStatus.Deferred || _entries[code].Tries < TriesPerLife)) return code;
        return null;
    }

    private void Forget(OptionCode code)
    {
        Say(code, RegistrationStatus.Released);
        _entries.Remove(code);
        _order.Remove(code);
    }

    private void Say(OptionCode code, RegistrationStatus status, string reason = "", bool inThisLife = false)
    {
        if (_entries[code].Status == status && reason.Length == 0 && _entries[code].IsTold) return; // an answer that came twice
        (_entries[code].Status, _entries[code].IsTold) = (status, true);
        _changes.Add(new BookChange(code, status, reason, inThisLife));
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
