using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>One code on the board, with its newest state.</summary>
/// <param name="code">The code.</param>
/// <param name="terms">Its terms; <see langword="null"/> when no master file lists it.</param>
/// <param name="lastTradingDay">Its last trading day; <see langword="null"/> when that is not known.</param>
internal sealed class BoardRow(Instrument code, ListedSeries? terms, DateOnly? lastTradingDay)
{
    public Instrument Code => code;

    public ListedSeries? Terms => terms;

    public DateOnly? LastTradingDay => lastTradingDay;

    public AuctionState State { get; set; } = new(code);

    /// <summary>What its chain answers about it; <see langword="null"/> while nothing is known.</summary>
    public OptionAnswer? Answer { get; set; }
}
