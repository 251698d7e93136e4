using OptionAuctions.Export.Columns;
using OptionAuctions.Recording;

namespace OptionAuctions.Export.Tables;

/// <summary>Rows of <c>messages</c>: one for each message that was recorded.</summary>
internal sealed class MessageRows : TableRows
{
    private readonly ValueColumn<DateOnly> _day = new("day");
    private readonly TextColumn _tr = new("tr"), _kind = new("kind"), _continuity = new("continuity");
    private readonly TextColumn _layout = new("layout", isNullable: true), _error = new("error", isNullable: true);
    private readonly MomentColumn _receivedAt = new("received_at");
    private readonly ValueColumn<int> _appKey = new("app_key"), _epoch = new("epoch");
    private readonly ValueColumn<long> _number = new("number");
    private readonly OptionalColumn<int> _records = new("records");
    private readonly BytesColumn _payload = new("payload");

    public MessageRows() =>
        Declare(_day, _tr, _receivedAt, _appKey, _epoch, _number, _kind, _continuity, _records, _error, _layout, _payload);

    public override int Bytes => _payload.Bytes;

    /// <summary>Adds a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="day">Its day, KST.</param>
    /// <param name="head">What its envelope says.</param>
    public void Add(in RecordedMessage message, DateOnly day, in MessageHead head)
    {
        _day.Add(day);
        _tr.Add(head.Topic);
        _receivedAt.Add(message.ReceivedAt);
        _appKey.Add(message.AppKey);
        _epoch.Add(message.Epoch);
        _number.Add(message.Number);
        _kind.Add(head.Kind);
        _continuity.Add(ValueNames.Of(message.Continuity));
        _records.Add(head.Records);
        _error.Add(ValueNames.OfSome(head.Error));
        _layout.Add(head.Layout);
        _payload.Add(message.Bytes.Span);
        Count++;
    }
}
