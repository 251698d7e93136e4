using System.Globalization;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The rate limiter of one app key's connections to one address of the venue. A connection is noted in the log before it is made, and taken out again
/// when it was not established: only what reached the venue counts there.
/// </summary>
/// <param name="what">The name of the connections in sentences: dial, approval.</param>
/// <param name="log">The earlier connections.</param>
/// <param name="budget">The limits.</param>
/// <param name="time">The clock.</param>
internal sealed class DialLimiter(string what, DialLog log, DialBudget budget, TimeProvider time) : IConnectionCounter
{
    private volatile DateTimeOffset[] _counted = [.. log.Dials]; // a copy of the log for other threads

    public DialLog Log => log;

    /// <summary>Number of connections that may still be made now; <see langword="null"/> when there is no limit. Safe from any thread.</summary>
    public int? Left => budget.IsUnlimited ? null : budget.Left(_counted, MarketTime.Now(time));

    /// <summary>Time since the last connection, also of an earlier process; <see langword="null"/> when there was none in the last day.</summary>
    public TimeSpan? SinceLast
    {
        get
        {
            var now = MarketTime.Now(time);
            return DialTimes.Recent(log.Dials, now) is [.., var last] ? now - last : null;
        }
    }

    /// <summary>Decides whether a connection may be made now.</summary>
    /// <param name="opening">When the feed has to be connected next; <see langword="null"/> when it has to be now.</param>
    public DialCheck Check(DateTimeOffset? opening = null)
    {
        if (budget.IsUnlimited) return new DialCheck(null, "", "");
        var now = MarketTime.Now(time);
        try
        {
            var dials = log.Read(now);
            _counted = [.. dials];
            var spent = budget.BlockedUntil(dials, now);
            var until = budget.BlockedUntil(dials, now, opening);
            return new DialCheck(until, until is null ? "" : spent is null ? Kept(opening) : Spent, log.TakeFlaw());
        }
        catch (Exception cause) when (StateFile.IsFileError(cause))
        {
            return DialCheck.Unusable(what, cause, now);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DialBlockedException">The budget is spent, by whichever process, or the log cannot be written.</exception>
    public Action Count()
    {
        var now = MarketTime.Now(time);
        try
        {
            log.Add(now, dials =>
            {
                if (budget.BlockedUntil(dials, now) is { } until) throw new DialBlockedException(Spent, until);
            });
        }
        catch (Exception cause) when (StateFile.IsFileError(cause))
        {
            var check = DialCheck.Unusable(what, cause, now);
            throw new DialBlockedException(check.Reason, check.Until ?? now);
        }

        _counted = [.. log.Dials];
        return () => TakeBack(now);
    }

    private void TakeBack(DateTimeOffset dial)
    {
        try
        {
            log.Remove(dial);
            _counted = [.. log.Dials];
        }
        catch (Exception cause) when (StateFile.IsFileError(cause))
        {
            // it stays counted, which errs on the safe side
        }
    }

    private string Spent => string.Create(
        CultureInfo.InvariantCulture, $"the {what} budget is spent ({budget.PerTenMinutes} in ten minutes, {budget.PerDay} a day)");

    private string Kept(DateTimeOffset? opening) => string.Create(
        CultureInfo.InvariantCulture, $"what is left of the {what} budget is kept for the opening at {opening:HH:mm}");
}
