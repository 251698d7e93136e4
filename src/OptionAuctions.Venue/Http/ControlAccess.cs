using System.Net;
using Microsoft.AspNetCore.Http;

namespace OptionAuctions.Venue.Http;

/// <summary>
/// The access check of the control endpoints. They have no password, so that a page of another site could call them through the browser of somebody
/// who runs a venue: by a request to this address, which has the page's <c>Origin</c>, or by a name of its own that it makes resolve to this address
/// (DNS rebinding), which then stands in <c>Host</c>.
/// </summary>
internal static class ControlAccess
{
    /// <summary>Returns why a request is refused; <see langword="null"/> when it is served.</summary>
    public static string? RefusalOf(HttpRequest request)
    {
        if (!IsAddress(request.Host)) return "the Host of a control request is localhost or an IP address";
        return request.Headers.Origin is { Count: > 0 } origin && origin != $"{request.Scheme}://{request.Host}"
            ? "a control request does not come from a page of another site"
            : null;
    }

    private static bool IsAddress(HostString host) =>
        host.HasValue && (host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Host, out _));
}
