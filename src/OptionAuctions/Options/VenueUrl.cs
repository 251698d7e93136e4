namespace OptionAuctions;

/// <summary>An address of the venue as it is dialed and shown.</summary>
internal static class VenueUrl
{
    /// <summary>Returns the proxy through which an address is dialed; <see langword="null"/> for none.</summary>
    public static Uri? ProxyTo(this DialingOptions options, Uri url) => url.IsLoopback ? null : options.Proxy;

    /// <summary>Returns the address without its user part, which may hold a credential.</summary>
    public static string Shown(this Uri url) =>
        url.IsAbsoluteUri && url.UserInfo.Length > 0 ? url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.SafeUnescaped) : url.ToString();
}
