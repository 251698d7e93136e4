namespace OptionAuctions.Market;

/// <summary>The shift of one day's session.</summary>
/// <param name="By">How much later the session opens.</param>
/// <param name="CloseToo">Whether it also closes later.</param>
internal readonly record struct LateStart(TimeSpan By, bool CloseToo)
{
    /// <summary>Returns the shifted time; <see langword="null"/> when it is on another day.</summary>
    public TimeOnly? Shift(TimeOnly time)
    {
        var later = time.Add(By, out var days);
        return days == 0 ? later : null;
    }
}
