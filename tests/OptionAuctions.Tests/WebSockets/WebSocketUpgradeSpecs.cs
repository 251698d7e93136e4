using System.Net;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketUpgradeSpecs
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==", Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="; // the example of RFC 6455

    [Theory]
    [InlineData(101, "Upgrade", "websocket", Accept, "", null)]
    [InlineData(101, "keep-alive, upgrade", "WebSocket", Accept, "", null)]
    [InlineData(200, "Upgrade", "websocket", Accept, "", "answered the upgrade with 200")]
    [InlineData(403, "close", "", "", "", "answered the upgrade with 403")]
    [InlineData(101, "close", "websocket", Accept, "", "upgrades to something else")]
    [InlineData(101, "Upgrade", "h2c", Accept, "", "upgrades to something else")]
    [InlineData(101, "Upgrade", "websocket", "c3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "", "does not fit")]
    [InlineData(101, "Upgrade", "websocket", "", "", "does not fit")]
    [InlineData(101, "Upgrade", "websocket", Accept, "Sec-WebSocket-Extensions", "none was asked for")]
    [InlineData(101, "Upgrade", "websocket", Accept, "Sec-WebSocket-Protocol", "none was asked for")]
    public void An_answer_is_a_yes_or_one_knows_why_not(int status, string connection, string upgrade, string accept, string besides, string? why)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.TryAddWithoutValidation("Connection", connection);
        response.Headers.TryAddWithoutValidation("Upgrade", upgrade);
        if (accept.Length > 0) response.Headers.TryAddWithoutValidation("Sec-WebSocket-Accept", accept);
        if (besides.Length > 0) response.Headers.TryAddWithoutValidation(besides, "something");

        var said = WebSocketUpgrade.RefusalOf(response, Key);

        if (why is null) Assert.Null(said);
        else Assert.Contains(why, said);
    }
}
