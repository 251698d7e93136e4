using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>The quantities and quotes that a record has when a test says nothing about them: plausible ones, around its price.</summary>
internal static class UsualDetail
{
    private const long Quantity = 1_000, QuantityOfLevel = 500;

    /// <summary>True for a TR with a column of one of these roles.</summary>
    public static bool Has(RecordLayout layout, params RecordRole[] roles) => layout.Fields.Any(field => roles.Contains(field.Role));

    /// <summary>Creates them for a record: the best quotes are one step from its price. Nothing would trade, and nothing is quoted, where it has none.</summary>
    /// <param name="layout">The TR of the record.</param>
    /// <param name="price">Its expected price.</param>
    /// <param name="quantity">What would trade at that; <see langword="null"/>: a usual quantity.</param>
    public static RecordDetail Of(RecordLayout layout, Won price, long? quantity)
    {
        var expected = quantity ?? (price.HasValue ? Quantity : 0);
        var detail = new RecordDetail { Quantity = expected, ExpectedVolume = expected, Volume = 0, OpenInterest = 0, Volatility = 0 };
        if (!price.HasValue) return detail with { AskQuantity = 0, BidQuantity = 0, TotalAskQuantity = 0, TotalBidQuantity = 0 };
        var step = Won.Of(layout.Ticks.StepAt(price.Hundredths / 100));
        var total = QuantityOfLevel * Math.Max(1, BookLevels.Of(layout));
        return detail with
        {
            Ask = price + step, Bid = price > step ? price - step : Won.None,
            AskQuantity = QuantityOfLevel, BidQuantity = QuantityOfLevel, TotalAskQuantity = total, TotalBidQuantity = total,
        };
    }
}
