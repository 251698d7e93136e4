using System.Globalization;

namespace OptionAuctions.Venue.Tests.Market;

/// <summary>One record of a day as a client reads it.</summary>
/// <param name="At">Venue time.</param>
/// <param name="TrId">Name of the TR.</param>
/// <param name="Columns">The columns as text.</param>
/// <param name="Forecast">The record; of a trade without what a trade does not have.</param>
/// <param name="Detail">Quantities and quotes.</param>
internal sealed record DayRecord(DateTimeOffset At, string TrId, string[] Columns, ExpectedExecution Forecast, RecordDetail? Detail)
{
    public TimeOnly Time => TimeOnly.FromDateTime(At.ToOffset(MarketTime.Offset).DateTime);

    public string Text => string.Join('^', Columns);

    /// <summary>Returns whole won of consecutive columns, counted from 1.</summary>
    public int[] Won(int column, int count) =>
        [.. Columns[(column - 1)..(column - 1 + count)].Select(text => (int)decimal.Parse(text, CultureInfo.InvariantCulture))];
}
