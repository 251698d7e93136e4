namespace OptionAuctions.Codes;

/// <summary>The auctions of one day that an earlier process followed: each waits for its code to be followed again. Not thread-safe.</summary>
/// <param name="day">The day, KST.</param>
/// <param name="folds">The folds, by code.</param>
internal sealed class RestoredAuctions(DateOnly day, Dictionary<Instrument, AuctionFold> folds)
{
    /// <summary>The number of those that wait.</summary>
    public int Count => folds.Count;

    /// <summary>No auctions.</summary>
    public static RestoredAuctions None => new(default, []);

    /// <summary>Passes a tick of the session clock to those that wait. On another day there are none any more.</summary>
    public void ClockTick(DateTimeOffset at)
    {
        if (DateOnly.FromDateTime(at.DateTime) != day) folds.Clear();
        foreach (var fold in folds.Values) fold.Apply(AuctionEvent.ClockTick(at));
    }

    /// <summary>Takes the auction of a code; <see langword="null"/> when there is none, or not of this day.</summary>
    public AuctionFold? Take(Instrument code, DateTimeOffset now) =>
        folds.Remove(code, out var fold) && DateOnly.FromDateTime(now.DateTime) == day ? fold : null;
}
