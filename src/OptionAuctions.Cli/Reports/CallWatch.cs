namespace OptionAuctions.Cli.Reports;

/// <summary>Notices that a call auction is over, from looks at the clock. The clock may jump.</summary>
internal sealed class CallWatch(TradingCalendar calendar)
{
    private CallTimes? _running;
    private bool _isOver;

    /// <summary>
    /// Returns the call that has ended; <see langword="null"/> while it runs, or none did. It is returned once, at the second look after its end,
    /// when what was published at the cross has come.
    /// </summary>
    public CallTimes? EndedAt(DateTimeOffset now)
    {
        if (_running is not { } running)
        {
            var call = CallTimes.AtOrAfter(calendar, now);
            _running = call.RunsAt(now) ? call : null;
            return null;
        }

        if (running.RunsAt(now)) return null;
        _isOver = !_isOver;
        if (_isOver) return null;
        _running = null;
        return running;
    }
}
