using System.Net.Sockets;
using System.Text;

namespace OptionAuctions.Venue.Tests.Clients;

/// <summary>HTTP requests as they stand on the wire, whole or not.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(28); // shorter than what Kestrel waits for a head by itself

    /// <summary>Sends bytes, and returns everything that comes until the venue closes the connection.</summary>
    public static async Task<string> SendAsync(VenueServer venue, string request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(venue.ApprovalUrl.Host, venue.ApprovalUrl.Port, patience.Token);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(tcp.GetStream());
        return await reader.ReadToEndAsync(patience.Token);
    }

    /// <summary>Sends a whole request, and returns the status of its answer.</summary>
    public static async Task<int> StatusAsync(VenueServer venue, string firstLine, string headers = "", string body = "")
    {
        var answer = await SendAsync(venue, $"{firstLine}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        return int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
