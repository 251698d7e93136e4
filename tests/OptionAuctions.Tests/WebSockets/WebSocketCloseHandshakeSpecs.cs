using System.Net.WebSockets;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketCloseHandshakeSpecs
{
    private readonly WebSocketCloseHandshake _close = new();

    [Theory]
    [InlineData("", WebSocketState.Open)]
    [InlineData("sent", WebSocketState.CloseSent)]
    [InlineData("received", WebSocketState.CloseReceived)]
    [InlineData("aborted", WebSocketState.Aborted)]
    [InlineData("sent received", WebSocketState.Closed)]
    [InlineData("received sent", WebSocketState.Closed)]
    [InlineData("sent aborted", WebSocketState.Aborted)]
    [InlineData("received aborted", WebSocketState.Aborted)]
    [InlineData("aborted received", WebSocketState.Aborted)]
    [InlineData("sent received aborted", WebSocketState.Closed)]
    [InlineData("sent aborted received", WebSocketState.Closed)]
    public void Where_it_stands_is_what_has_happened(string happened, WebSocketState state)
    {
        Happen(happened);

        Assert.Equal(state, _close.State);
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("received", true, false)]
    [InlineData("sent", false, false)]
    [InlineData("sent received", false, false)]
    [InlineData("aborted", false, false)]
    [InlineData("received aborted", false, false)]
    public void Messages_may_go_out_until_our_own_close_and_pings_until_the_first(string happened, bool messages, bool pings)
    {
        Happen(happened);

        Assert.Equal((messages, pings), (_close.MaySend, _close.MayPing));
    }

    [Fact]
    public void Our_close_goes_out_once_even_if_it_is_let_go_in_between()
    {
        Assert.True(_close.Send());
        Assert.False(_close.Send());
        _close.Abort();
        Assert.False(_close.Send());
    }

    [Fact]
    public void A_connection_that_was_let_go_takes_no_close_of_ours()
    {
        _close.Abort();

        Assert.Equal(WebSocketError.InvalidState, Assert.Throws<WebSocketException>(() => _close.Send()).WebSocketErrorCode);
        Assert.Equal(WebSocketState.Aborted, _close.State);
    }

    [Fact]
    public void It_is_let_go_once()
    {
        Assert.True(_close.Abort());
        Assert.False(_close.Abort());
    }

    [Fact]
    public void A_close_without_a_code_is_another_thing_than_none()
    {
        Assert.Equal((null, null), (_close.Status, _close.Reason));

        _close.Receive(WebSocketCloseStatus.Empty, "");

        Assert.Equal((WebSocketCloseStatus.Empty, "", WebSocketState.CloseReceived), (_close.Status, _close.Reason, _close.State));
    }

    private void Happen(string steps)
    {
        foreach (var step in steps.Split(' '))
        {
            if (step == "sent") _close.Send();
            if (step == "received") _close.Receive(WebSocketCloseStatus.NormalClosure, "bye");
            if (step == "aborted") _close.Abort();
        }
    }
}
