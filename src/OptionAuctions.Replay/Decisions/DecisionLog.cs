namespace OptionAuctions.Replay;

/// <summary>The decisions of one replay, by code, in the order in which they were made. Any thread may add.</summary>
public sealed class DecisionLog
{
    /// <summary>Decisions of all codes that are kept at most: some 100 MB when each is another one.</summary>
    public const int MaxDecisions = 500_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Instrument, List<Decision>> _codes = [];
    private readonly HashSet<string> _texts = []; // one string for all decisions that say the same
    private int _count;
    private long _notKept;

    /// <summary>The codes that have an actor, in ordinal order.</summary>
    public IReadOnlyList<Instrument> Codes
    {
        get
        {
            lock (_gate) return [.. _codes.Keys.OrderBy(code => $"{code}", StringComparer.Ordinal)];
        }
    }

    /// <summary>Number of decisions that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>Number of decisions beyond <see cref="MaxDecisions"/>, which are counted only.</summary>
    public long NotKept
    {
        get
        {
            lock (_gate) return _notKept;
        }
    }

    /// <summary>Returns the decisions of a code so far; none for a code without an actor.</summary>
    public IReadOnlyList<Decision> Of(Instrument code)
    {
        lock (_gate) return _codes.TryGetValue(code, out var decisions) ? [.. decisions] : [];
    }

    /// <summary>Notes that a code has an actor, which may decide nothing.</summary>
    public void AddCode(Instrument code)
    {
        lock (_gate) DecisionsOf(code);
    }

    /// <summary>Adds a decision of the actor of a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="decision">The decision, whose text is kept. What its <c>ToString</c> throws is thrown.</param>
    public void Add(Instrument code, DateTimeOffset at, object decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var text = DecisionText.Of(decision);
        lock (_gate)
        {
            var decisions = DecisionsOf(code);
            if (_count == MaxDecisions)
            {
                _notKept++;
                return;
            }

            if (_texts.TryGetValue(text, out var known)) text = known;
            else _texts.Add(text);
            decisions.Add(new Decision(at, text));
            _count++;
        }
    }

    private List<Decision> DecisionsOf(Instrument code)
    {
        if (!_codes.TryGetValue(code, out var decisions)) _codes[code] = decisions = [];
        return decisions;
    }
}
