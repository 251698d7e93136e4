using OptionAuctions.Venue;

namespace OptionAuctions.Hosting.Tests.Processes;

/// <summary>The variables that a <see cref="HostProcess"/> is configured by.</summary>
internal static class HostEnvironment
{
    /// <summary>Made-up credentials, the addresses of a venue, two codes.</summary>
    public static (string Name, string? Value)[] Towards(VenueServer venue) =>
    [
        ("OptionAuctions__AppKeys__0__AppKey", "app-key-of-the-test"),
        ("OptionAuctions__AppKeys__0__AppSecret", "app-secret-of-the-test"),
        ("OptionAuctions__WsUrl", venue.WebSocketUrl.ToString()),
        ("OptionAuctions__ApprovalUrl", venue.ApprovalUrl.ToString()),
        ("OptionAuctions__Connection__CloseTimeout", "00:00:10"), // of a machine that runs other tests too
        ("OptionAuctions__Codes__0", VenueOptions.DefaultCodes[0].ToString()),
        ("OptionAuctions__Codes__1", VenueOptions.DefaultCodes[1].ToString()),
    ];
}
