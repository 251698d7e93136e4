namespace OptionAuctions.Wire;

/// <summary>Reads the quantities and quotes of a record.</summary>
internal static class DetailReader
{
    private static readonly RecordRole[] Quantities =
    [
        RecordRole.Quantity, RecordRole.ExpectedVolume, RecordRole.Volume, RecordRole.OpenInterest, RecordRole.AskQuantity, RecordRole.BidQuantity,
        RecordRole.TotalAskQuantity, RecordRole.TotalBidQuantity,
    ];

    /// <summary>Reads them all, or none when one of them cannot be read.</summary>
    public static DecodeError Read(in RecordColumns columns, out RecordDetail? detail)
    {
        detail = null;
        var (ask, bid, volatility) = (columns.Price(RecordRole.Ask), columns.Price(RecordRole.Bid), columns.Price(RecordRole.Volatility));
        if (((ask | bid | volatility) & Number.Invalid) != 0) return DecodeError.BadNumber;
        foreach (var role in Quantities)
            if (columns.Quantity(role) == WholeNumber.Invalid) return DecodeError.BadQuantity;

        detail = new RecordDetail
        {
            Quantity = Of(columns.Quantity(RecordRole.Quantity)),
            ExpectedVolume = Of(columns.Quantity(RecordRole.ExpectedVolume)),
            Volume = Of(columns.Quantity(RecordRole.Volume)),
            OpenInterest = Of(columns.Quantity(RecordRole.OpenInterest)),
            Volatility = volatility == Number.None ? null : (int)volatility / 100.0,
            Ask = QuoteOf(ask),
            Bid = QuoteOf(bid),
            AskQuantity = Of(columns.Quantity(RecordRole.AskQuantity)),
            BidQuantity = Of(columns.Quantity(RecordRole.BidQuantity)),
            TotalAskQuantity = Of(columns.Quantity(RecordRole.TotalAskQuantity)),
            TotalBidQuantity = Of(columns.Quantity(RecordRole.TotalBidQuantity)),
        };
        return DecodeError.None;
    }

    private static long? Of(long quantity) => quantity == WholeNumber.None ? null : quantity;

    /// <summary>Converts a number to a quote. The venue writes zero where there is none.</summary>
    private static Won QuoteOf(ulong number) => (int)number == 0 ? Won.None : Won.OfHundredths((int)number);
}
