using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>What the command line of <c>run</c> asked for; what it left out comes from the configuration.</summary>
/// <param name="Codes">Codes to follow instead of the configured ones.</param>
/// <param name="WsUrl">WebSocket to dial.</param>
/// <param name="ApprovalUrl">Host that issues approval keys.</param>
/// <param name="For">How long, in real time; <see langword="null"/> until somebody asks.</param>
/// <param name="Json">JSON lines rather than a table or plain lines.</param>
internal sealed record RunRequest(IReadOnlyList<OptionCode>? Codes, Uri? WsUrl, Uri? ApprovalUrl, TimeSpan? For, bool Json);
