using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>The connections of a recording while it is read: whose message comes next, and whether one is missing before it.</summary>
internal sealed class RecordedConnections
{
    private readonly Dictionary<int, State> _byAppKey = [];
    private readonly Dictionary<McapChannel, (int AppKey, MessageKind Kind)> _channels = [];

    /// <summary>A new file begins; what continues a connection of the file before it says so by its note and its numbers.</summary>
    public void NextFile() => _channels.Clear();

    /// <summary>Takes a note over.</summary>
    public void Take(McapMetadata note)
    {
        if (note.Name != RecordingNotes.Connection || !TryNumber(note, RecordingNotes.AppKey, out var appKey)) return;
        if (!TryNumber(note, RecordingNotes.Epoch, out var epoch)) return;
        var before = StateOf(appKey);
        _byAppKey[appKey] = before.Epoch == epoch ? before : new State(epoch, 0, IsNew: true);
    }

    /// <summary>Returns the message with its connection.</summary>
    public RecordedMessage Next(in McapMessage message)
    {
        var (appKey, kind) = Of(message.Channel);
        var state = StateOf(appKey);
        var continuity = state.IsNew || message.Sequence <= state.Number ? Continuity.Reconnected // a process that was started again counts from 1
            : message.Sequence == state.Number + 1 ? Continuity.Follows
            : Continuity.Missing;
        _byAppKey[appKey] = new State(state.Epoch, message.Sequence, IsNew: false);
        var receivedAt = McapTime.ToDateTimeOffset(message.LogTime).ToOffset(MarketTime.Offset);
        return new RecordedMessage(appKey, state.Epoch, message.Sequence, kind, receivedAt, continuity, message.Payload);
    }

    private static bool TryNumber(McapMetadata note, string key, out int number)
    {
        number = 0;
        return note.Values.TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private State StateOf(int appKey) => _byAppKey.TryGetValue(appKey, out var state) ? state : new State(0, 0, IsNew: true);

    private (int AppKey, MessageKind Kind) Of(McapChannel channel)
    {
        if (_channels.TryGetValue(channel, out var known)) return known;
        var (appKey, kind, _) = RecordedChannel.Of(channel);
        return _channels[channel] = (appKey, kind);
    }

    private readonly record struct State(int Epoch, long Number, bool IsNew);
}
