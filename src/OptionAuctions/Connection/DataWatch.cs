using OptionAuctions.Market;

namespace OptionAuctions.Connection;

/// <summary>
/// Whether records have failed to come when they should. Another thing than liveness: a line can be well and the data gone, and most
/// options are silent all day, so this alerts and never reconnects.
/// </summary>
internal sealed record DataWatch(IReadOnlyList<SessionWindow> Windows, TimeSpan StaleAfter, TradingCalendar Calendar)
{
    /// <summary>Since when data is missing, within the window that is open now; <see langword="null"/> while nothing is wrong.</summary>
    /// <param name="now">Now, KST.</param>
    /// <param name="heard">When the last record came, KST, if ever.</param>
    public DateTimeOffset? MissingSince(DateTimeOffset now, DateTimeOffset? heard)
    {
        foreach (var window in Windows)
        {
            if (window.OpenSince(now, Calendar) is not { } opened) continue;
            var since = heard > opened ? heard.Value : opened;
            if (now - since >= StaleAfter) return since;
        }

        return null;
    }
}
