using System.Globalization;
using Spectre.Console;

namespace OptionAuctions.Cli.Reports;

/// <summary>The texts and the colour of one code in a table. What is not known is empty.</summary>
internal static class RowText
{
    private const string Amount = "#,##0.##";

    public static string Name(BoardRow row) => row.Terms?.Underlying.Name ?? "";

    public static string Kind(BoardRow row) => row.Terms is not { } terms ? "" : terms.IsCall ? "call" : "put";

    public static string Strike(BoardRow row) => row.Terms?.Strike.ToString(Amount, CultureInfo.InvariantCulture) ?? "";

    public static string Expiry(BoardRow row) => row.LastTradingDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Time(BoardRow row) => Known(row) ? row.State.Latest.Time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "" : "";

    public static string Expected(BoardRow row) => !Known(row) ? "" : row.State.Latest.Price.HasValue ? Of(row.State.Latest.Price) : "none";

    public static string Change(BoardRow row) => Priced(row) ? Of(row.State.Latest.Change) : "";

    public static string Rate(BoardRow row) => Priced(row) && row.State.Latest.Rate.ToString() is { Length: > 0 } rate ? $"{rate}%" : "";

    public static string High(BoardRow row) => Of(row.State.Path.High);

    public static string Low(BoardRow row) => Of(row.State.Path.Low);

    public static string Revision(BoardRow row) => Known(row) ? row.State.Revision.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>Returns the phase of trading; before the first record the status of the registration.</summary>
    public static string Phase(BoardRow row)
    {
        var state = row.State;
        if (!Known(row)) return state.Registration.ToString().ToLowerInvariant();
        if (state.Stale is not (StaleReason.None or StaleReason.CallEnded)) return "stale";
        return state.Session.Phase == AuctionPhase.Unknown ? $"phase {state.Latest.Phase.Raw}" : DisplayNames.Of(state.Session.Phase);
    }

    public static string Convergence(BoardRow row, DateTimeOffset now) =>
        Known(row) ? row.State.Path.At(now).Convergence.ToString("0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>Returns the present age of the indication, by the venue's own time; by the receive time when the record has none.</summary>
    public static string Age(BoardRow row, DateTimeOffset now)
    {
        if (!Known(row)) return "";
        var age = now - (row.State.PublishedAt ?? row.State.ReceivedAt);
        return age < TimeSpan.FromMinutes(2) ? FormattableString.Invariant($"{age.TotalSeconds:0.0}s") : FormattableString.Invariant($"{age.TotalMinutes:0}m");
    }

    /// <summary>Returns the style of a code. Red is up and blue is down, as on every Korean screen; what is stale is grey.</summary>
    public static Style Colour(BoardRow row) =>
        row.State.Stale != StaleReason.None || !Known(row) ? new Style(Color.Grey)
        : row.State.Latest.Sign.Factor > 0 ? new Style(Color.Red)
        : row.State.Latest.Sign.Factor < 0 ? new Style(Color.Blue)
        : Style.Plain;

    /// <summary>Returns the delta, of one share's option.</summary>
    public static string Delta(BoardRow row) => row.Answer?.PerShare is { } greeks ? greeks.Delta.ToString("0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>Returns the implied volatility in percent.</summary>
    public static string Volatility(BoardRow row) =>
        row.Answer?.Volatility.PerYear is { } perYear ? (100 * perYear).ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static string Of(Won won) => won.ToDecimal()?.ToString(Amount, CultureInfo.InvariantCulture) ?? "";

    private static bool Known(BoardRow row) => row.State.Revision > 0;

    private static bool Priced(BoardRow row) => Known(row) && row.State.Latest.Price.HasValue;
}
