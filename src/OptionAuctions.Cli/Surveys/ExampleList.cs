namespace OptionAuctions.Cli.Surveys;

/// <summary>The first few examples of an answer.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class ExampleList(int most = 3)
{
    private readonly List<string> _kept = [];

    /// <summary>The examples.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>True when no further one is kept.</summary>
    public bool IsFull => _kept.Count >= most;

    /// <summary>Adds a message with its time of arrival, shown without secrets.</summary>
    public void Add(in SurveyedMessage message)
    {
        if (!IsFull) _kept.Add($"{PrintableText.Moment(message.At)} {PrintableText.Of(MessageRedaction.Shown(message))}");
    }

    /// <summary>Adds a text, which has no secrets.</summary>
    public void Add(FormattableString text)
    {
        if (!IsFull) _kept.Add(PrintableText.Say(text));
    }
}
