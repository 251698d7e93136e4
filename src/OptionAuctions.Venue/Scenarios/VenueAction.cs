using System.Text;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The effect of a sentence that happens at one moment.</summary>
internal abstract record VenueAction : IFault
{
    /// <summary>Every session is reset.</summary>
    public sealed record Cut : VenueAction;

    /// <summary>Every session's connection ends behind the first half of a WebSocket frame with data.</summary>
    public sealed record CutMidFrame : VenueAction;

    /// <summary>Every session is sent a WebSocket close frame.</summary>
    public sealed record Close(int Code) : VenueAction;

    /// <summary>Every session is sent fragments of a message that never ends, and then nothing more.</summary>
    public sealed record Unfinished(int Mebibytes) : VenueAction;

    /// <summary>The venue forgets keys, slots and sessions, and accepts no connection for a while.</summary>
    public sealed record Restart(TimeSpan For) : VenueAction;

    /// <summary>Every approval key is void.</summary>
    public sealed record ForgetKeys : VenueAction;

    /// <summary>Every session is sent a text.</summary>
    public sealed record Say(string Text) : VenueAction
    {
        public byte[] Bytes => Encoding.UTF8.GetBytes(Text);
    }
}
