namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>Compares what two folds say: bit for bit, and averages to a billionth.</summary>
internal static class OracleComparison
{
    private const double Tolerance = 1e-9;
    private const double LeastCoverage = 1e-200; // an hour without a price leaves numbers so small that a double holds few of their digits

    public static void Check(in OracleState expected, in AuctionState actual)
    {
        Same((expected.Code, expected.Revision, expected.Latest), (actual.Code, actual.Revision, actual.Latest));
        Same((expected.ReceivedAt, expected.ReceivedTimestamp, expected.Epoch), (actual.ReceivedAt, actual.ReceivedTimestamp, actual.Epoch));
        Same(
            (expected.MessageNumber, expected.RecordNumber, expected.Columns), (actual.MessageNumber, actual.RecordNumber, actual.Columns));
        Same((expected.PublishedAt, expected.Age, expected.MarketTicks), (actual.PublishedAt, actual.Age, actual.MarketTicks));
        Same((expected.Stale, expected.Registration, expected.Quality), (actual.Stale, actual.Registration, actual.Quality));
        Same((expected.OddRecords, expected.PreviousClose, expected.PhaseRevision), (actual.OddRecords, actual.PreviousClose, actual.PhaseRevision));
        Same((expected.Gaps, expected.LastGap, expected.GapSince), (actual.Gaps, actual.LastGap, actual.GapSince));
        Same((expected.FinalPrice, expected.Slippage, expected.IsCurrent), (actual.FinalPrice, actual.Slippage, actual.IsCurrent));
        for (var i = 0; i <= AgeDistribution.Bounds.Count; i++) Same(expected.Ages[i], actual.Ages[i]);
        Check(expected.Session, actual.Session);
        Check(expected.Path, actual.Path);
        var later = expected.ReceivedAt.AddSeconds(7);
        Check(expected.Path.At(later), actual.Path.At(later));
    }

    private static void Check(in OracleSession expected, in AuctionSession actual)
    {
        Same((expected.Phase, expected.Call, expected.Clock), (actual.Phase, actual.Call, actual.Clock));
        Same((expected.Since, expected.IsByClock, expected.Disagrees), (actual.Since, actual.IsByClock, actual.Disagrees));
        Same((expected.InCall, expected._begunIn), (actual.InCall, actual.Trading.BegunIn));
    }

    private static void Check(in OraclePath expected, in AuctionPath actual)
    {
        Same((expected.Number, expected.Began, expected.KnownFrom, expected.IsWhole), (actual.Number, actual.Began, actual.KnownFrom, actual.IsWhole));
        Same(
            (expected.Revisions, expected.Unmatched, expected.Reversals, expected.ChangedAt),
            (actual.Revisions, actual.Unmatched, actual.Reversals, actual.ChangedAt));
        Same((expected.First, expected.Last, expected.High, expected.Low), (actual.First, actual.Last, actual.High, actual.Low));
        Near(expected.Convergence, actual.Convergence);
        Check(expected.Call, actual.Call);
        for (var i = 0; i < OraclePath.MaxWindows; i++) Check(expected.Window(i), actual.Window(i));
    }

    private static void Check(in OracleWeighted expected, in TimeWeighted actual)
    {
        Near(expected.Coverage, actual.Coverage);
        if (expected.Window != Timeout.InfiniteTimeSpan && expected.Coverage < LeastCoverage) return;
        Near(expected.Mean, actual.Mean);
        Same(expected.Dispersion is null, actual.Dispersion is null);
        if (expected.Dispersion is not { } dispersion) return;
        Near(dispersion * dispersion / (1 + expected.Mean), actual.Dispersion * actual.Dispersion / (1 + actual.Mean)); // of squares, of which it is the root
    }

    private static void Near(double? expected, double? actual)
    {
        Same(expected is null, actual is null);
        if (expected is { } one && actual is { } other && Math.Abs(one - other) > Tolerance * Math.Max(1, Math.Abs(one))) Assert.Equal(one, other);
    }

    /// <summary>As <c>Assert.Equal</c>, without what that costs a million times over.</summary>
    private static void Same<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Assert.Equal(expected, actual);
    }
}
