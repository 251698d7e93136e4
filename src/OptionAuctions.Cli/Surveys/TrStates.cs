using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>What a question keeps of each TR, in the order in which they were seen.</summary>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class TrStates<T> where T : class, new()
{
    private readonly OrderedDictionary<RecordLayout, T> _states = [];

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => _states.Count == 0;

    /// <summary>The TRs.</summary>
    public IEnumerable<(RecordLayout Layout, T State)> All => _states.Select(one => (one.Key, one.Value));

    /// <summary>Returns the state of a TR, a new one at first.</summary>
    public T Of(RecordLayout layout)
    {
        if (!_states.TryGetValue(layout, out var state)) _states.Add(layout, state = new T());
        return state;
    }
}
