using OptionAuctions.Wire;

namespace OptionAuctions.Export.Tables;

/// <summary>The records of one data message, one after another. A trade is read twice: for what all records have, and for what is its own.</summary>
internal ref struct MessageRecords
{
    private readonly RecordLayout _layout;
    private RecordReader _records;
    private TradeReader _trades;

    /// <summary>Opens the records of a message whose envelope has no error.</summary>
    public MessageRecords(ReadOnlySpan<byte> message, EnvelopeHead head)
    {
        _layout = head.Layout!;
        RecordReader.Open(message, head, _layout, out _records);
        if (_layout.Kind == RecordKind.Trade) TradeReader.Open(message, head, _layout, out _trades);
    }

    /// <summary>Columns of each record.</summary>
    public readonly int Width => _records.Width;

    /// <summary>The bytes of the record read last.</summary>
    public readonly ReadOnlySpan<byte> Raw => _records.Raw;

    /// <summary>Reads the next record; false after the last.</summary>
    public bool TryRead(out DecodedRecord record)
    {
        record = default;
        if (!_records.TryRead(out var forecast, out var detail, out var error)) return false;
        if (_layout.Kind != RecordKind.Trade)
        {
            record = new DecodedRecord(forecast, Won.None, detail, error);
            return true;
        }

        _trades.TryRead(out var trade, out detail, out var tradeError);
        if (tradeError != DecodeError.None) error = tradeError; // by the rules for a trade
        record = error == DecodeError.None ? new DecodedRecord(forecast, trade.OpeningPrice, detail, error) : new DecodedRecord(default, Won.None, null, error);
        return true;
    }

    /// <summary>Returns the code of the record read last, also of one that was refused; default when its column holds none.</summary>
    public readonly Instrument Code()
    {
        var column = _layout.ColumnOf(RecordRole.Code);
        foreach (var field in Raw.Split((byte)'^'))
            if (--column == 0) return Instrument.TryParse(Raw[field].Trim((byte)' '), out var code) ? code : default;
        return default;
    }
}
