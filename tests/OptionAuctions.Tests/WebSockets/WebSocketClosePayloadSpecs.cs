using System.Net.WebSockets;
using System.Text;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketClosePayloadSpecs
{
    [Fact]
    public void A_close_is_its_code_and_its_reason() =>
        Assert.Equal([3, 232, (byte)'b', (byte)'y', (byte)'e'], WebSocketClosePayload.Of(WebSocketCloseStatus.NormalClosure, "bye"));

    [Fact]
    public void Without_a_reason_it_is_the_code() => Assert.Equal([3, 234], WebSocketClosePayload.Of(WebSocketCloseStatus.ProtocolError, null));

    [Fact]
    public void Without_a_code_it_is_nothing() => Assert.Empty(WebSocketClosePayload.Of(WebSocketCloseStatus.Empty, "unsaid"));

    [Theory]
    [InlineData("a", 123)]
    [InlineData("가", 41)] // three bytes
    [InlineData("😀", 30)] // four
    public void A_reason_too_long_for_a_control_frame_ends_between_two_characters(string character, int kept)
    {
        var reason = string.Concat(Enumerable.Repeat(character, 200));

        var payload = WebSocketClosePayload.Of(WebSocketCloseStatus.NormalClosure, reason);

        Assert.Equal(reason[..(kept * character.Length)], Encoding.UTF8.GetString(payload.AsSpan(2)));
        Assert.InRange(payload.Length, 0, WebSocketFrameHeader.ControlCap);
    }
}
