namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The advice for a cause of failure: what a person can do.</summary>
internal static class Advice
{
    private static readonly (string Cause, string Fix)[] Known =
    [
        ("OPSP8996", "another session holds this app key: end it, or, when one ended without a close frame, wait two minutes, and rehearse again"),
        ("OPSP0011", "the venue does not know the approval key, or no longer: see that both addresses are of one venue, and rehearse again, with a new key"),
        ("OPSP8991", "this venue does not have the TR: see that the addresses are the paper host's, and what docs/venue.md says of it"),
        ("OPSP0008", "the venue has no room for it: registrations of earlier sessions count for a while, so wait some minutes, or name fewer --stocks"),
        ("OPSP8992", "the venue does not know the code: see that it is a listed stock"),
        ("OPSP0010", PaperCredentials),
        ("OPSP9994", PaperCredentials),
        ("EGW", PaperCredentials),
        ("no approval key, HTTP 4", PaperCredentials),
        ("no approval key", "see that the host of --approval-url can be reached from here, and OptionAuctions:Dialing:Proxy if one is needed"),
        ("budget", "the dial budget, which a run shares, is spent: 'auctions dials' says when the next dial is allowed"),
        ("cannot be reached", "see that the address of --ws-url can be reached from here: its port may be closed on the way"),
        ("log cannot be kept", "make the state folder writable: nothing is dialed that cannot be counted"),
        ("does not answer", "the venue took the request and said nothing: rehearse again, and keep the messages as received"),
    ];

    private const string PaperCredentials =
        "the app key and secret are not those of a paper account (모의투자), which has its own: issue them on the portal, and see that neither has ended";

    /// <summary>Returns the advice for a cause, a sentence of the venue or of the feed.</summary>
    public static string On(string cause)
    {
        foreach (var (known, fix) in Known)
            if (cause.Contains(known, StringComparison.Ordinal)) return fix;
        return "look at the messages as received, and at docs/venue.md";
    }
}
