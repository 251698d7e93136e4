using OptionAuctions.Cli.Histories;

namespace OptionAuctions.Cli.Running;

/// <summary>The request of the command line of <c>run</c>; what it leaves out comes from the configuration.</summary>
/// <param name="Codes">Codes to follow instead of the configured ones.</param>
/// <param name="Series">Series to follow instead of the configured codes.</param>
/// <param name="MasterFile">Master file instead of the configured one, relative to the folder in which the command was typed.</param>
/// <param name="WsUrl">WebSocket to dial.</param>
/// <param name="ApprovalUrl">Host that issues approval keys.</param>
/// <param name="For">Duration in real time; <see langword="null"/>: until an end is requested.</param>
/// <param name="Json">JSON lines rather than a table or plain lines.</param>
internal sealed record RunRequest(
    IReadOnlyList<Instrument>? Codes, SeriesQuery? Series, string? MasterFile, Uri? WsUrl, Uri? ApprovalUrl, TimeSpan? For, bool Json)
{
    /// <summary>True to write who has which slot at the end.</summary>
    public bool Slots { get; init; }

    /// <summary>Folder in which each message is recorded; <see langword="null"/>: nothing is.</summary>
    public string? RecordTo { get; init; }

    /// <summary>The history in which calls are stored; <see langword="null"/>: none.</summary>
    public HistoryTarget? History { get; init; }

    /// <summary>True for <c>record</c>, which reports the recording and not the auctions.</summary>
    public bool IsOnlyRecorded { get; init; }

    /// <summary>How the simulated venue behaves, if there is one.</summary>
    public VenueRequest Venue { get; init; } = new();
}
