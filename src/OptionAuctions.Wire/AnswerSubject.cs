namespace OptionAuctions.Wire;

/// <summary>
/// Which registration an answer is about, as far as the venue says: a success names TR and code, an error of the session neither.
/// </summary>
/// <param name="Code">The code named; none when the answer names none.</param>
/// <param name="Kind">The kind of record named; <see langword="null"/> when the answer names no TR.</param>
/// <param name="IsForeign">True when it names a TR that this feed does not serve, so that it is about no registration of ours.</param>
public readonly record struct AnswerSubject(OptionCode Code, RecordKind? Kind, bool IsForeign = false)
{
    /// <summary>True when it names nothing: only the order of requests tells what was answered.</summary>
    public bool IsUnsaid => this == default;

    /// <summary>An answer that names all of a registration.</summary>
    public static implicit operator AnswerSubject(Topic topic) => new(topic.Code, topic.Kind);

    /// <summary>True when the answer can be about this registration: whatever it names is this one's.</summary>
    public bool Fits(Topic topic) => !IsForeign && (Code.IsNone || Code == topic.Code) && (Kind is null || Kind == topic.Kind);

    /// <summary>As it stands in a log; empty when nothing is named.</summary>
    public override string ToString() => IsForeign ? $"{Code} of another TR" : new Topic(Code, Kind ?? default).ToString();

    internal static AnswerSubject Of(string trId, string trKey)
    {
        var code = OptionCode.TryParse(trKey, out var named) ? named : default;
        if (trId.Length == 0 || trId.Equals("(null)", StringComparison.OrdinalIgnoreCase)) return new AnswerSubject(code, null);
        return RecordLayout.Named(trId) is { } layout ? new Topic(code, layout.Kind) : new AnswerSubject(code, null, IsForeign: true);
    }
}
