namespace OptionAuctions.Wire;

/// <summary>What the first column of the master file says of a contract: call, put or neither, and the weekday on which a weekly option expires.</summary>
/// <remarks>
/// Source: the vendor's header files and, for N and O, index files of 2026. P to S are seen on weekly options of the KOSDAQ 150 in one report; that
/// weekly options on single stocks have the same letters is inferred.
/// </remarks>
/// <param name="IsCall">True for a call, false for a put; <see langword="null"/> for a future or a spread.</param>
/// <param name="Weekday">Weekday of the expiry of a weekly option; <see langword="null"/> for a monthly one.</param>
internal readonly record struct MasterKind(bool? IsCall, DayOfWeek? Weekday = null)
{
    /// <summary>Reads the kind; <see langword="null"/> for one that no document lists. Then the code's first letter decides, and behind it nothing.</summary>
    public static MasterKind? Of(string kind, string code) => kind switch
    {
        "1" or "2" or "3" or "4" => new MasterKind(IsCall: null),
        "5" or "D" or "J" => new MasterKind(IsCall: true),
        "6" or "E" or "K" => new MasterKind(IsCall: false),
        "L" or "P" => new MasterKind(IsCall: true, DayOfWeek.Thursday),
        "M" or "Q" => new MasterKind(IsCall: false, DayOfWeek.Thursday),
        "N" or "R" => new MasterKind(IsCall: true, DayOfWeek.Monday),
        "O" or "S" => new MasterKind(IsCall: false, DayOfWeek.Monday),
        _ when CodeForm.IsCall(code) is { } isCall => new MasterKind(isCall),
        _ when CodeForm.IsFutureOrSpread(code) => new MasterKind(IsCall: null),
        _ => null,
    };

    /// <summary>Returns the kind of an option.</summary>
    public static char Of(ListedSeries series) => series.Week switch
    {
        null => series.IsCall ? '5' : '6',
        { Day: DayOfWeek.Monday } => series.IsCall ? 'N' : 'O',
        _ => series.IsCall ? 'L' : 'M',
    };
}
