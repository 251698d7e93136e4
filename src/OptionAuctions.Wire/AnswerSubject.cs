namespace OptionAuctions.Wire;

/// <summary>
/// The registration that an answer is about, as far as the answer names it. A success names TR and code, an error of the session neither.
/// </summary>
/// <param name="Code">The option code that the answer names; <c>default</c> when it names none.</param>
/// <param name="Layout">The TR that the answer names; <see langword="null"/> when it names none, or none that is served.</param>
/// <param name="IsForeign">
/// True when the answer names a TR that this feed does not serve, or something that is no code, so that it is about no registration of this feed.
/// </param>
public readonly record struct AnswerSubject(Instrument Code, RecordLayout? Layout, bool IsForeign = false)
{
    /// <summary>True when the answer names nothing. Only the order of the requests then shows which one was answered.</summary>
    public bool IsEmpty => this == default;

    /// <summary>Converts a topic to the subject of an answer that names both its TR and its code.</summary>
    public static implicit operator AnswerSubject(Topic topic) => new(topic.Code, RecordLayout.For(topic));

    /// <summary>True when the answer can be about this registration: all that it names agrees with the topic.</summary>
    public bool Fits(Topic topic) => !IsForeign && (Code.IsNone || Code == topic.Code) && (Layout is null || Layout == RecordLayout.For(topic));

    /// <summary>Returns the text for a log; empty when the answer names nothing.</summary>
    public override string ToString() => IsForeign ? $"{Code} of another TR" : new Topic(Code, Layout?.Kind ?? default).ToString();

    /// <summary>True for a member that is missing, blank, or what the venue writes when it could not read the request.</summary>
    private static bool IsNothing(string member) => member.AsSpan().Trim().IsEmpty || member.Equals("(null)", StringComparison.OrdinalIgnoreCase);

    internal static AnswerSubject Of(string trId, string trKey)
    {
        var code = Instrument.TryParse(trKey, out var named) ? named : default;
        var isNoCode = code.IsNone && !IsNothing(trKey);
        if (IsNothing(trId)) return new AnswerSubject(code, null, isNoCode);
        var layout = RecordLayout.Named(trId);
        var isOther = layout is null || (!code.IsNone && RecordLayout.For(new Topic(code, layout.Kind)) != layout);
        return isOther ? new AnswerSubject(code, null, IsForeign: true) : new AnswerSubject(code, layout, isNoCode);
    }
}
