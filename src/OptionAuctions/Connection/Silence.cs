namespace OptionAuctions.Connection;

/// <summary>How quiet a line is.</summary>
internal enum Quietness
{
    /// <summary>A frame came lately.</summary>
    Fine,

    /// <summary>A keep-alive should have come by now.</summary>
    Suspicious,

    /// <summary>The line is dead, whatever TCP says.</summary>
    Dead,
}

/// <summary>
/// When a silent line is given up. Any frame counts as life, since the venue sends keep-alives on a quiet line; records do not have to
/// come for that.
/// </summary>
internal sealed record Silence(TimeSpan Warn, TimeSpan Recycle)
{
    public Quietness Of(TimeSpan quietFor) =>
        quietFor >= Recycle ? Quietness.Dead : quietFor >= Warn ? Quietness.Suspicious : Quietness.Fine;
}
