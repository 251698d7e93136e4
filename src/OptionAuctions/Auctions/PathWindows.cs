using System.Runtime.Intrinsics;

namespace OptionAuctions.Auctions;

/// <summary>The windows of a path's averages, side by side: the whole call, then up to three windows. All codes of a feed share one.</summary>
/// <param name="Tau">Each window, seconds; 0 for the whole call and for a window that is not configured.</param>
internal sealed record PathWindows(Vector256<double> Tau)
{
    public PathWindows(IReadOnlyList<TimeSpan> windows)
        : this(Vector256.Create(0, SecondsOf(windows, 0), SecondsOf(windows, 1), SecondsOf(windows, 2)))
    {
    }

    /// <summary>No window but the whole call.</summary>
    public static PathWindows None { get; } = new(Vector256<double>.Zero);

    /// <summary>The decay a second: −1/τ; 0 where nothing decays.</summary>
    public Vector256<double> Decay { get; } = Vector256.ConditionalSelect(
        Vector256.Equals(Tau, Vector256<double>.Zero), Vector256<double>.Zero, Vector256.Create(-1.0) / Tau);

    /// <summary>What a second weighs where nothing decays: 1 for the whole call.</summary>
    public static Vector256<double> WholeCall { get; } = Vector256.Create(1.0, 0, 0, 0);

    /// <summary>The window with an index as it is configured; zero when it is not.</summary>
    public TimeSpan this[int index] => TimeSpan.FromSeconds(Tau[index + 1]);

    private static double SecondsOf(IReadOnlyList<TimeSpan> windows, int index) => index < windows.Count ? windows[index].TotalSeconds : 0;
}
