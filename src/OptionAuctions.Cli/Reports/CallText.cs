using System.Globalization;

namespace OptionAuctions.Cli.Reports;

/// <summary>The call auctions around a moment as text.</summary>
internal static class CallText
{
    /// <summary>Returns when the call that runs crosses or, when none runs, when the next one begins, and the time until then.</summary>
    public static string Countdown(CallTimes call, DateTimeOffset now) => call.RunsAt(now)
        ? $"{DisplayNames.Of(call.Call)} call, crosses at {At(call.Crosses, now)}, in {Of(call.Crosses - now)}"
        : $"no call; {Next(call, now)}, in {Of(call.Begins - now)}";

    /// <summary>Returns when a call begins.</summary>
    public static string Next(CallTimes next, DateTimeOffset now) => $"the {DisplayNames.Of(next.Call)} call begins at {At(next.Begins, now)}";

    private static string At(DateTimeOffset moment, DateTimeOffset now) =>
        moment.ToString(moment.Date == now.Date ? "HH:mm:ss" : "HH:mm:ss 'on' yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns a time that is left, in whole seconds, rounded up.</summary>
    private static string Of(TimeSpan left)
    {
        var seconds = (long)Math.Ceiling(left.TotalSeconds);
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return hours > 0 ? FormattableString.Invariant($"{hours}:{minutes:00}:{seconds % 60:00}") : FormattableString.Invariant($"{minutes}:{seconds % 60:00}");
    }
}
