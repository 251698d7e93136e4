using System.Collections.Immutable;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>All that was seen of one connection. A change is a new value.</summary>
internal sealed record Sighting
{
    /// <summary>True once the WebSocket was open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Why the connection ended or was not made; <see langword="null"/> while it is in order.</summary>
    public string? End { get; init; }

    /// <summary>When the next dial is allowed, where that is why the connection was not made.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The last change of each registration.</summary>
    public ImmutableDictionary<Topic, CodeRegistrationChanged> Registrations { get; init; } = ImmutableDictionary<Topic, CodeRegistrationChanged>.Empty;

    /// <summary>The venue's last answer about each registration: code and text.</summary>
    public ImmutableDictionary<Topic, string> Answers { get; init; } = ImmutableDictionary<Topic, string>.Empty;

    /// <summary>The first records of each TR.</summary>
    public ImmutableDictionary<RecordLayout, SeenRecord> Records { get; init; } = ImmutableDictionary<RecordLayout, SeenRecord>.Empty;

    /// <summary>Number of PINGPONG messages.</summary>
    public int PingPongs { get; init; }

    /// <summary>Returns the status of a registration.</summary>
    public RegistrationStatus StatusOf(Topic topic) =>
        Registrations.TryGetValue(topic, out var change) ? change.Status : RegistrationStatus.Pending;

    /// <summary>Returns what was seen after an event of the feed.</summary>
    public Sighting After(IFeedEvent happened) => happened switch
    {
        FeedOpened => this with { IsOpen = true },
        FeedLost lost when End is null => this with { End = lost.Reason },
        FeedBlocked blocked when End is null => this with { End = blocked.Reason, RetryAt = blocked.Until },
        CodeRegistrationChanged change => this with { Registrations = Registrations.SetItem(new Topic(change.Code, change.Kind), change) },
        _ => this,
    };

    /// <summary>Returns what was seen after a message of the venue.</summary>
    public Sighting After(ReadOnlyMemory<byte> message)
    {
        var head = EnvelopeDecoder.Decode(message.Span);
        if (head.Kind == EnvelopeKind.Control) return ControlMessage.TryDecode(message, out var control) ? After(control) : this;
        if (head.Layout is not { } layout || Records.ContainsKey(layout)) return this;
        var fields = message.Span.Slice(head.PayloadStart, head.PayloadLength).Count((byte)'^') + 1;
        return this with { Records = Records.Add(layout, new SeenRecord(fields, head.Count)) };
    }

    private Sighting After(ControlMessage control)
    {
        if (control.IsPingPong) return this with { PingPongs = PingPongs + 1 };
        return control.Subject is { Layout: { } layout, Code.IsNone: false } subject
            ? this with { Answers = Answers.SetItem(new Topic(subject.Code, layout.Kind), $"{control.MessageCode} {control.Text}") }
            : this;
    }
}
