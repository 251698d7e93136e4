using OptionAuctions.Export.Columns;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of the newest record of an auction; without a value before the first one.</summary>
internal sealed class RecordColumns
{
    private readonly MomentColumn _receivedAt = new("received_at", isNullable: true), _publishedAt = new("published_at", isNullable: true);
    private readonly HundredthsColumn _price = new("price"), _change = new("change"), _rate = new("rate");
    private readonly TextColumn _sign = new("sign", isNullable: true), _phaseCode = new("phase_code", isNullable: true);
    private readonly OptionalColumn<int> _epoch = new("epoch"), _record = new("record");
    private readonly OptionalColumn<long> _dataMessage = new("data_message");

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All => [_receivedAt, _publishedAt, _epoch, _dataMessage, _record, _price, _change, _rate, _sign, _phaseCode];

    /// <summary>Adds the values of one row.</summary>
    public void Add(in AuctionState state)
    {
        var latest = state.Latest;
        _receivedAt.Add(state.HasRecord ? state.ReceivedAt : null);
        _publishedAt.Add(state.PublishedAt);
        _epoch.Add(state.HasRecord ? state.Epoch : null);
        _dataMessage.Add(state.HasRecord ? state.MessageNumber : null);
        _record.Add(state.HasRecord ? state.RecordNumber : null);
        _price.Add(latest.Price);
        _change.Add(latest.Change);
        _rate.Add(latest.Rate);
        _sign.Add(latest.Sign.Raw is { Length: > 0 } sign ? sign : null);
        _phaseCode.Add(latest.Phase.Raw is { Length: > 0 } phase ? phase : null);
    }
}
