namespace OptionAuctions.Feed.Restoring;

/// <summary>The newest connection of one app key while messages of an earlier process are folded: which of its messages came last.</summary>
internal sealed class EarlierConnection
{
    private int _epoch;
    private long _number;

    /// <summary>When its last message was received, KST; <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Takes the next message. Returns how it relates to the one before it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="lastAt">When the one before it was received.</param>
    public Link Take(in ReceivedMessage message, out DateTimeOffset lastAt)
    {
        lastAt = LastAt ?? message.ReceivedAt;
        var link = LastAt is null ? Link.Follows
            : message.Epoch != _epoch || message.Number <= _number ? Link.Reconnected // a process that was started again counts from 1
            : message.Number == _number + 1 ? Link.Follows
            : Link.MessagesMissing;
        (_epoch, _number, LastAt) = (message.Epoch, message.Number, message.ReceivedAt);
        return link;
    }

    /// <summary>How a message relates to the one before it of its app key.</summary>
    internal enum Link
    {
        Follows,
        Reconnected,
        MessagesMissing,
    }
}
