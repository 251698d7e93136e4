namespace OptionAuctions.History.Stores;

/// <summary>The name of a kind of call in a database.</summary>
internal static class CallName
{
    public static string Of(CallKind call) => call switch
    {
        CallKind.Opening => "opening",
        CallKind.Intraday => "intraday",
        CallKind.Closing => "closing",
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "no call"),
    };

    public static CallKind Parse(string name) => name switch
    {
        "opening" => CallKind.Opening,
        "intraday" => CallKind.Intraday,
        "closing" => CallKind.Closing,
        _ => throw new FormatException($"'{name}' is no kind of call: opening, intraday or closing"),
    };
}
