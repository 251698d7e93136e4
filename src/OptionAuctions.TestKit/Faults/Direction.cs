namespace OptionAuctions.TestKit;

/// <summary>The direction in which bytes flow through a <see cref="FaultProxy"/>.</summary>
public enum Direction
{
    /// <summary>From the server to the client: what a feed receives.</summary>
    Downstream,

    /// <summary>From the client to the server.</summary>
    Upstream,
}
