namespace OptionAuctions;

/// <summary>The text of an address for logs and messages.</summary>
internal static class UrlText
{
    /// <summary>Returns the address without its user part, which may hold a credential.</summary>
    public static string Shown(this Uri url) =>
        url.IsAbsoluteUri && url.UserInfo.Length > 0 ? url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.SafeUnescaped) : url.ToString();
}
