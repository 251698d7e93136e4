namespace OptionAuctions;

/// <summary>An address of the venue as it is dialed and shown.</summary>
internal static class VenueUrl
{
    private const int PaperSocketPort = 31000, PaperApprovalPort = 29443;

    /// <summary>
    /// True for an address of the venue's paper trading (모의투자), where it serves no data of derivatives: a host of it, or one of its ports, also by
    /// another name when the feed's other address is the venue's.
    /// </summary>
    public static bool IsPaper(this Uri url, Uri other) => url.IsAbsoluteUri && (
        (url.Port is PaperSocketPort or PaperApprovalPort && (IsVenue(url) || IsVenue(other)))
        || (IsVenue(url) && url.Host.Split('.')[0].EndsWith("vts", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns the proxy through which an address is dialed; <see langword="null"/> for none.</summary>
    public static Uri? ProxyTo(this DialingOptions options, Uri url) => url.IsLoopback ? null : options.Proxy;

    /// <summary>Returns the address without its user part, which may hold a credential.</summary>
    public static string Shown(this Uri url) =>
        url.IsAbsoluteUri && url.UserInfo.Length > 0 ? url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.SafeUnescaped) : url.ToString();

    private static bool IsVenue(Uri url) =>
        url.IsAbsoluteUri && $".{url.Host.TrimEnd('.')}".EndsWith(".koreainvestment.com", StringComparison.OrdinalIgnoreCase);
}
