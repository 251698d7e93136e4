namespace OptionAuctions.Venue.Replays;

/// <summary>
/// Plays messages at their times, shifted so that the first one is due a lead after the first registration. It holds one message, the next. One caller at a
/// time.
/// </summary>
internal sealed class ReplayPlayer : IDisposable
{
    private readonly IEnumerator<TimedMessage> _messages;
    private readonly TimeSpan _lead;
    private readonly DateTimeOffset _first;
    private TimeSpan? _shift;
    private long _played, _sentToAll;
    private bool _isOver;
    private string? _failure;

    private ReplayPlayer(IEnumerator<TimedMessage> messages, TimeSpan lead) => (_messages, _lead, _first) = (messages, lead, messages.Current.At);

    /// <summary>First moment of the venue's clock: a lead before the first message.</summary>
    public DateTimeOffset StartsAt => _first - _lead;

    /// <summary>When the next message is due; <see langword="null"/> before the first registration and when there is no further message.</summary>
    public DateTimeOffset? NextDue => _isOver ? null : _messages.Current.At + _shift;

    public ReplayState State => new(_shift is not null, _played, _sentToAll, _isOver, _failure);

    /// <summary>Asks for the first message.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="lead">Time of the venue's clock between the first registration and the first message.</param>
    /// <exception cref="ArgumentException">There is no message, or its time is impossible.</exception>
    public static ReplayPlayer Open(IEnumerable<TimedMessage> messages, TimeSpan lead)
    {
        var replayed = messages.GetEnumerator();
        try
        {
            if (!replayed.MoveNext()) throw new ArgumentException($"{nameof(VenueOptions.Replay)} must have a message", nameof(messages));
            if (replayed.Current.At.Year is < 2000 or > 2100)
                throw new ArgumentException($"{nameof(VenueOptions.Replay)} must begin on a day of the years 2000 to 2100", nameof(messages));
            return new ReplayPlayer(replayed, lead);
        }
        catch
        {
            replayed.Dispose();
            throw;
        }
    }

    /// <summary>A session has registered something; the first time, the playing begins.</summary>
    public void Begin(DateTimeOffset now) => _shift ??= now + _lead - _first;

    /// <summary>Plays the messages that are due by now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="send">Sends a message; false when it went to every session.</param>
    public void PlayDue(DateTimeOffset now, Func<byte[], bool> send)
    {
        while (NextDue <= now)
        {
            _played++;
            if (!send(_messages.Current.Bytes.ToArray())) _sentToAll++;
            _isOver = !Next();
        }
    }

    public void Dispose() => _messages.Dispose();

    private bool Next()
    {
        try
        {
            return _messages.MoveNext();
        }
        catch (Exception e) // the messages are the caller's code; a timer of the venue would end the process
        {
            _failure = e.Message;
            return false;
        }
    }
}
