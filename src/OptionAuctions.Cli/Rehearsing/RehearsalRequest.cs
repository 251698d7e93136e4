namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The request of the command line of <c>rehearse</c>.</summary>
/// <param name="Stocks">Stocks to register; <see langword="null"/>: <see cref="RehearsalPlan.DefaultStocks"/>.</param>
/// <param name="WsUrl">WebSocket to dial; <see langword="null"/>: that of the paper host.</param>
/// <param name="ApprovalUrl">Host that issues approval keys; <see langword="null"/>: the paper host.</param>
/// <param name="For">Longest wait for records, and for PINGPONG; <see langword="null"/>: <see cref="RehearsalPlan.DefaultPatience"/>.</param>
/// <param name="RawFile">File for the messages as received; <see langword="null"/>: a new one in the state folder.</param>
/// <param name="Json">JSON lines rather than plain lines.</param>
internal sealed record RehearsalRequest(
    IReadOnlyList<Instrument>? Stocks, Uri? WsUrl, Uri? ApprovalUrl, TimeSpan? For, string? RawFile, bool Json);
