namespace OptionAuctions.Cli.Surveys.Fixtures;

/// <summary>The messages that become fixtures: the first three of each kind, 300 in all, each up to 64 KiB.</summary>
internal sealed class FixtureSet
{
    private const int MostOfAKind = 3, Most = 300, LongestMessage = 64 << 10;

    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private readonly List<Fixture> _kept = [];

    /// <summary>The fixtures, in the order of the recording.</summary>
    public IReadOnlyList<Fixture> Kept => _kept;

    /// <summary>Number of messages that are none, since they are cut, too long, or of a TR that may hold secrets.</summary>
    public long Withheld { get; private set; }

    /// <summary>Takes a message over, if it is one of the first of its kind.</summary>
    /// <param name="message">The message.</param>
    /// <param name="file">Place of its file.</param>
    public void Add(in SurveyedMessage message, int file)
    {
        var kind = FixtureKind.Of(message);
        if (kind is null || message.Bytes.Length > LongestMessage)
        {
            Withheld++;
            return;
        }

        var ofKind = _kinds.GetValueOrDefault(kind);
        if (ofKind >= MostOfAKind || _kept.Count >= Most) return;
        var shown = MessageRedaction.Shown(message);
        var source = message.Source;
        _kinds[kind] = ofKind + 1;
        _kept.Add(new Fixture(
            PrintableText.Say($"{kind}-{ofKind + 1:000}.frame"), shown.ToArray(), !shown.SequenceEqual(message.Bytes), file, source.AppKey, source.Epoch,
            source.Number, source.ReceivedAt));
    }
}
