using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// The levels of an order book: the best quotes, and behind them a step apart the levels that a TR has columns for, which share what the totals hold beyond
/// the best. A level without a quantity is empty.
/// </summary>
internal static class BookLevels
{
    /// <summary>Returns the number of levels of a TR; 0 where it has no quotes.</summary>
    /// <remarks>The columns of one side follow each other, and the first of the other side stands behind the last of them.</remarks>
    public static int Of(RecordLayout layout) => layout.ColumnOf(RecordRole.Ask) is var ask and > 0 && layout.ColumnOf(RecordRole.Bid) is var bid and > 0
        ? Math.Abs(ask - bid)
        : 0;

    public static void Write(ColumnText text, RecordLayout layout, RecordDetail book)
    {
        var levels = Math.Max(1, Of(layout));
        Write(text, layout, levels, (RecordRole.Ask, book.Ask), (RecordRole.AskQuantity, book.AskQuantity, book.TotalAskQuantity), step: 1);
        Write(text, layout, levels, (RecordRole.Bid, book.Bid), (RecordRole.BidQuantity, book.BidQuantity, book.TotalBidQuantity), step: -1);
    }

    private static void Write(
        ColumnText text, RecordLayout layout, int levels, (RecordRole Role, Won Best) price, (RecordRole Role, long? Best, long? Total) quantity, int step)
    {
        text.Set(price.Role, text.Price(price.Best)).Set(quantity.Role, quantity.Best);
        var (won, rest) = (price.Best, Math.Max(0, quantity.Total - quantity.Best ?? 0));
        for (var level = 1; level < levels; level++)
        {
            won = won.HasValue ? Next(layout, won, step) : Won.None;
            var here = !won.HasValue ? 0 : level == levels - 1 ? rest : rest / (levels - level);
            rest -= here;
            text.SetBehind(price.Role, level, text.Price(here > 0 ? won : Won.None))
                .SetBehind(quantity.Role, level, here.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Won Next(RecordLayout layout, Won won, int step)
    {
        var next = won.Hundredths + (step * 100 * layout.Ticks.StepAt(won.Hundredths / 100));
        return next > 0 ? Won.OfHundredths(next) : Won.None;
    }
}
