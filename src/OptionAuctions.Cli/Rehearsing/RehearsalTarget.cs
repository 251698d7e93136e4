namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The addresses that a rehearsal may dial: the venue's paper host (모의투자), or a venue on this machine.</summary>
internal static class RehearsalTarget
{
    /// <summary>The WebSocket of the paper host.</summary>
    public static Uri PaperSocket { get; } = new("ws://ops.koreainvestment.com:31000/tryitout");

    /// <summary>The paper host's issuer of approval keys.</summary>
    public static Uri PaperApproval { get; } = new("https://openapivts.koreainvestment.com:29443");

    /// <summary>Refuses addresses of any other venue, and a pair of two venues.</summary>
    /// <exception cref="CliException">An address is refused; the message names its option.</exception>
    public static void Check(Uri wsUrl, Uri approvalUrl)
    {
        Require(wsUrl, PaperSocket, "--ws-url");
        Require(approvalUrl, PaperApproval, "--approval-url");
        if (wsUrl.IsLoopback == approvalUrl.IsLoopback) return;
        var (here, there) = wsUrl.IsLoopback ? ("--ws-url", "--approval-url") : ("--approval-url", "--ws-url");
        throw new CliException($"{here} is on this machine and {there} is the paper host: an approval key is good at one venue, so name both", ExitCode.Usage);
    }

    private static void Require(Uri url, Uri paper, string option)
    {
        if (url.IsLoopback || (url.Port == paper.Port && url.Host.Equals(paper.Host, StringComparison.OrdinalIgnoreCase))) return;
        var shown = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.SafeUnescaped); // without a user part, which may hold a credential
        throw new CliException(
            $"{option} '{shown}' is neither the venue's paper host nor on this machine, and a rehearsal is for those: {paper}, or 'auctions venue --paper'",
            ExitCode.Usage);
    }
}
