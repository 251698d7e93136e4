using OptionAuctions.Export.Columns;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of the quantities and quotes of a record.</summary>
internal sealed class DetailColumns
{
    private readonly OptionalColumn<long> _quantity = new("quantity"), _expectedVolume = new("expected_volume"), _volume = new("volume");
    private readonly OptionalColumn<long> _openInterest = new("open_interest");
    private readonly OptionalColumn<double> _volatility = new("volatility");
    private readonly HundredthsColumn _ask = new("ask"), _bid = new("bid");
    private readonly OptionalColumn<long> _askQuantity = new("ask_quantity"), _bidQuantity = new("bid_quantity");
    private readonly OptionalColumn<long> _totalAskQuantity = new("total_ask_quantity"), _totalBidQuantity = new("total_bid_quantity");

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All =>
    [
        _quantity, _expectedVolume, _volume, _openInterest, _volatility, _ask, _bid, _askQuantity, _bidQuantity, _totalAskQuantity, _totalBidQuantity,
    ];

    /// <summary>Adds the values of one row.</summary>
    public void Add(RecordDetail? detail)
    {
        _quantity.Add(detail?.Quantity);
        _expectedVolume.Add(detail?.ExpectedVolume);
        _volume.Add(detail?.Volume);
        _openInterest.Add(detail?.OpenInterest);
        _volatility.Add(detail?.Volatility);
        _ask.Add(detail?.Ask ?? Won.None);
        _bid.Add(detail?.Bid ?? Won.None);
        _askQuantity.Add(detail?.AskQuantity);
        _bidQuantity.Add(detail?.BidQuantity);
        _totalAskQuantity.Add(detail?.TotalAskQuantity);
        _totalBidQuantity.Add(detail?.TotalBidQuantity);
    }
}
