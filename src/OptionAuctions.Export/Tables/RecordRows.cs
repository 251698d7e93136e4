using OptionAuctions.Export.Columns;
using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Export.Tables;

/// <summary>Rows of <c>records</c>: one for each record of a data message, also for one that cannot be read.</summary>
internal sealed class RecordRows : TableRows
{
    private readonly ValueColumn<DateOnly> _day = new("day");
    private readonly TextColumn _underlying = new("underlying", isNullable: true), _code = new("code", isNullable: true);
    private readonly TextColumn _tr = new("tr"), _kind = new("kind"), _sign = new("sign", isNullable: true), _phase = new("phase", isNullable: true);
    private readonly MomentColumn _receivedAt = new("received_at");
    private readonly ValueColumn<int> _appKey = new("app_key"), _epoch = new("epoch"), _record = new("record"), _columns = new("columns");
    private readonly ValueColumn<long> _number = new("number");
    private readonly TimeColumn _time = new("time");
    private readonly HundredthsColumn _price = new("price"), _change = new("change"), _rate = new("rate"), _openingPrice = new("opening_price");
    private readonly DetailColumns _detail = new();
    private readonly TextColumn _quality = new("quality", isNullable: true), _error = new("error", isNullable: true);
    private readonly BytesColumn _raw = new("raw", isNullable: true);

    public RecordRows() => Declare(
    [
        _day, _underlying, _code, _receivedAt, _tr, _kind, _appKey, _epoch, _number, _record, _columns, _time, _price, _change, _rate, _sign, _phase,
        _openingPrice, .. _detail.All, _quality, _error, _raw,
    ]);

    public override int Bytes => _raw.Bytes;

    /// <summary>Adds a record.</summary>
    /// <param name="message">Its message.</param>
    /// <param name="layout">The TR of the message.</param>
    /// <param name="place">Day, KST, and underlying.</param>
    /// <param name="code">Its code, as text; <see langword="null"/> when it has none.</param>
    /// <param name="number">Its number in the message, from 1.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="record">What was read.</param>
    /// <param name="raw">Its bytes, which are kept when it was refused.</param>
    public void Add(
        in RecordedMessage message, RecordLayout layout, Files.PartitionKey place, string? code, int number, int width, in DecodedRecord record,
        ReadOnlySpan<byte> raw)
    {
        var read = record.Forecast;
        var isRead = record.Error == DecodeError.None;
        _day.Add(place.Day);
        _underlying.Add(place.Value);
        _code.Add(code);
        _receivedAt.Add(message.ReceivedAt);
        _tr.Add(layout.TrId);
        _kind.Add(ValueNames.Of(layout.Kind));
        _appKey.Add(message.AppKey);
        _epoch.Add(message.Epoch);
        _number.Add(message.Number);
        _record.Add(number);
        _columns.Add(width);
        _time.Add(read.Time);
        _price.Add(read.Price);
        _change.Add(read.Change);
        _rate.Add(read.Rate);
        _sign.Add(isRead && read.Sign.Raw is { Length: > 0 } sign ? sign : null);
        _phase.Add(isRead && read.Phase.Raw is { Length: > 0 } phase ? phase : null);
        _openingPrice.Add(record.OpeningPrice);
        _detail.Add(record.Detail);
        _quality.Add(ValueNames.OfSome(read.Quality));
        _error.Add(ValueNames.OfSome(record.Error));
        if (isRead) _raw.AddNone();
        else _raw.Add(raw);
        Count++;
    }
}
