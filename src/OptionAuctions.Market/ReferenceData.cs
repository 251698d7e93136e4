using OptionAuctions.Market;

namespace OptionAuctions;

/// <summary>The reference data of a feed, which the venue does not send: calendar, phase codes, listed series.</summary>
/// <param name="Calendar">Trading days, expiries and sessions.</param>
/// <param name="Phases">The meanings of the venue's phase codes.</param>
/// <param name="Instruments">The listed series; <see cref="InstrumentList.Empty"/> when there is no master file.</param>
public sealed record ReferenceData(TradingCalendar Calendar, PhaseTable Phases, InstrumentList Instruments)
{
    /// <summary>The meanings of the phase codes of stocks.</summary>
    public PhaseTable StockPhases { get; init; } = PhaseTable.BuiltInOfStocks;

    /// <summary>The shipped calendar and phase codes, and no series.</summary>
    public static ReferenceData BuiltIn { get; } = new(TradingCalendar.BuiltIn, PhaseTable.BuiltIn, InstrumentList.Empty);

    /// <summary>Returns the last day on which a series trades; <see langword="null"/> when the series is not listed.</summary>
    public DateOnly? LastTradingDay(Instrument code) =>
        Instruments.Find(code) is { } series ? Calendar.ExpiryOf(series) : null;

    /// <summary>
    /// Returns a sentence for each reason for which the venue will never send a record of some of these codes although it accepts their registration:
    /// a code cannot be that of an option by its form, is not in the master file (where there is one), or has expired.
    /// </summary>
    /// <param name="codes">The codes to be followed.</param>
    /// <param name="today">The day, KST.</param>
    public IReadOnlyList<string> WarningsOn(IEnumerable<Instrument> codes, DateOnly today) => CodeDoubt.Sentences(this, codes, today);
}
