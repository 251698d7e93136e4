using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>What a question keeps of each code of a TR and app key, up to 20,000 of them.</summary>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class CodeStates<T> where T : class, new()
{
    private const int Most = 20_000;

    private readonly Dictionary<(int AppKey, RecordLayout Layout, Instrument Code), T> _states = [];

    /// <summary>Number of records whose code found no room.</summary>
    public long NotFollowed { get; private set; }

    /// <summary>The states with their TRs.</summary>
    public IEnumerable<(RecordLayout Layout, Instrument Code, T State)> All => _states.Select(one => (one.Key.Layout, one.Key.Code, one.Value));

    /// <summary>Returns the state of a record's code, a new one at first; <see langword="null"/> without a code, and when there is no room.</summary>
    public T? Of(in SurveyedMessage message, in SurveyedRecord record)
    {
        if (record.Code is { IsNone: true }) return null;
        var key = (message.Source.AppKey, record.Layout, record.Code);
        if (_states.TryGetValue(key, out var state)) return state;
        if (_states.Count < Most) return _states[key] = new T();
        NotFollowed++;
        return null;
    }
}
