namespace OptionAuctions.Venue.Sessions;

/// <summary>A registration of a session for one TR and code, with the number of records sent for it.</summary>
internal sealed class Registration
{
    public long Records { get; set; }

    /// <summary>True when it is acknowledged but gets no records.</summary>
    public bool IsMute { get; init; }
}
