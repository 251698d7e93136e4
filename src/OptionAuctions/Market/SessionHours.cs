using System.Collections.Immutable;
using OptionAuctions.Wire;

namespace OptionAuctions.Market;

/// <summary>A window and the state that it stands for.</summary>
internal readonly record struct SessionSpan(SessionWindow Window, SessionState State);

/// <summary>The windows of one kind of day, one behind the other; around them the session is closed.</summary>
internal sealed class SessionHours(ImmutableArray<SessionSpan> spans)
{
    private static readonly SessionState Closed = new(AuctionPhase.Closed, CallKind.None);

    /// <summary>A day without trading.</summary>
    public static SessionHours None { get; } = new([]);

    /// <summary>When the first window begins. Not for <see cref="None"/>.</summary>
    public TimeOnly Begin => spans[0].Window.From;

    /// <summary>When the last window ends. Not for <see cref="None"/>.</summary>
    public TimeOnly End => spans[^1].Window.To;

    /// <summary>The segment of a day that holds a moment. A closed one is cut at midnight, so that a day is looked at alone.</summary>
    /// <param name="day">The moment's day, KST.</param>
    /// <param name="moment">The moment.</param>
    public SessionSegment SegmentAt(DateOnly day, DateTimeOffset moment)
    {
        var from = new DateTimeOffset(day, TimeOnly.MinValue, MarketTime.Offset);
        var midnight = from.AddDays(1);
        foreach (var (window, state) in spans)
        {
            var begin = new DateTimeOffset(day, window.From, MarketTime.Offset);
            var end = new DateTimeOffset(day, window.To, MarketTime.Offset);
            if (moment < begin) return new SessionSegment(from, begin, Closed);
            if (moment < end) return new SessionSegment(begin, end, state);
            from = end;
        }

        return new SessionSegment(from, midnight, Closed);
    }

    /// <summary>The hours of a day that starts late; <see langword="null"/> when nothing would be left of them on that day.</summary>
    public SessionHours? Later(LateStart late)
    {
        var later = ImmutableArray.CreateBuilder<SessionSpan>(spans.Length);
        var opened = false;
        foreach (var (window, state) in spans)
        {
            var from = opened && !late.CloseToo ? window.From : late.Shift(window.From);
            opened |= state.Phase == AuctionPhase.Continuous;
            var to = opened && !late.CloseToo ? window.To : late.Shift(window.To);
            if (from is not { } begin || to is not { } end || end <= begin) return null;
            later.Add(new SessionSpan(new SessionWindow(begin, end), state));
        }

        return new SessionHours(later.MoveToImmutable());
    }
}

/// <summary>How far a day is shifted.</summary>
/// <param name="By">How much later it opens.</param>
/// <param name="CloseToo">Whether it also closes later.</param>
internal readonly record struct LateStart(TimeSpan By, bool CloseToo)
{
    /// <summary>The time that much later; <see langword="null"/> when that is on another day.</summary>
    public TimeOnly? Shift(TimeOnly time)
    {
        var later = time.Add(By, out var days);
        return days == 0 ? later : null;
    }
}

/// <summary>The hours of a day for a series like any other, and for one that trades for the last time.</summary>
internal sealed record DayHours(SessionHours Normal, SessionHours LastDay)
{
    /// <summary>Both of them on a day that starts late; <see langword="null"/> when nothing would be left of one.</summary>
    public DayHours? Later(LateStart late) =>
        Normal.Later(late) is { } normal && LastDay.Later(late) is { } last ? new DayHours(normal, last) : null;
}
