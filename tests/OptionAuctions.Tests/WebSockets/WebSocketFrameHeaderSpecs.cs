using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketFrameHeaderSpecs
{
    [Theory]
    [InlineData(new byte[] { 0x81, 0 }, 0)]
    [InlineData(new byte[] { 0x81, 125 }, 125)]
    [InlineData(new byte[] { 0x81, 126, 0, 126 }, 126)]
    [InlineData(new byte[] { 0x81, 126, 0xFF, 0xFF }, 65_535)]
    [InlineData(new byte[] { 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0 }, 65_536)]
    [InlineData(new byte[] { 0x81, 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, long.MaxValue)]
    public void Each_form_of_length_is_read_once_all_of_it_is_there(byte[] head, long length)
    {
        Assert.Equal(
            new WebSocketFrameHeader(WebSocketOpcode.Text, IsLast: true, length, head.Length, WebSocketProtocolError.None),
            WebSocketFrameHeader.Decode([.. head, 9, 9]));
        for (var cut = 0; cut < head.Length; cut++) Assert.Equal((0, WebSocketProtocolError.None), SizeAndRefusal(head[..cut]));
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 126, 0, 5 }, 5)]
    [InlineData(new byte[] { 0x81, 127, 0, 0, 0, 0, 0, 0, 0, 5 }, 5)]
    [InlineData(new byte[] { 0x89, 126, 0, 125 }, 125)]
    public void A_length_in_a_longer_form_than_it_needs_is_taken(byte[] head, long length) => Assert.Equal(length, WebSocketFrameHeader.Decode(head).Length);

    [Theory]
    [InlineData(new byte[] { 0xC1 }, nameof(WebSocketProtocolError.ReservedBits))]
    [InlineData(new byte[] { 0xA1 }, nameof(WebSocketProtocolError.ReservedBits))]
    [InlineData(new byte[] { 0x91 }, nameof(WebSocketProtocolError.ReservedBits))]
    [InlineData(new byte[] { 0x83 }, nameof(WebSocketProtocolError.UnknownKind))]
    [InlineData(new byte[] { 0x87 }, nameof(WebSocketProtocolError.UnknownKind))]
    [InlineData(new byte[] { 0x8B }, nameof(WebSocketProtocolError.UnknownKind))]
    [InlineData(new byte[] { 0x8F }, nameof(WebSocketProtocolError.UnknownKind))]
    [InlineData(new byte[] { 0x08 }, nameof(WebSocketProtocolError.FragmentedControl))]
    [InlineData(new byte[] { 0x09 }, nameof(WebSocketProtocolError.FragmentedControl))]
    [InlineData(new byte[] { 0x81, 0x80 }, nameof(WebSocketProtocolError.Masked))]
    [InlineData(new byte[] { 0x81, 0xFE }, nameof(WebSocketProtocolError.Masked))]
    [InlineData(new byte[] { 0x88, 126, 0, 126 }, nameof(WebSocketProtocolError.LongControl))]
    [InlineData(new byte[] { 0x8A, 127, 0, 0, 0, 0, 0, 0, 1, 0 }, nameof(WebSocketProtocolError.LongControl))]
    [InlineData(new byte[] { 0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0 }, nameof(WebSocketProtocolError.LengthBeyondBounds))]
    public void What_must_not_be_sent_is_refused_by_its_name_as_soon_as_it_shows(byte[] head, string refusal)
    {
        Assert.Equal(refusal, $"{WebSocketFrameHeader.Decode(head).Refusal}");
        Assert.Equal((0, WebSocketProtocolError.None), SizeAndRefusal(head[..^1]));
    }

    [Fact]
    public void The_close_codes_taken_are_those_of_the_RFC_and_the_registry_and_those_free_for_libraries_and_programs()
    {
        var taken = Enumerable.Range(0, 65_536).Where(WebSocketFrameHeader.IsCloseCode);

        Assert.Equal([1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, .. Enumerable.Range(3000, 2000)], taken);
    }

    private static (int Size, WebSocketProtocolError Refusal) SizeAndRefusal(byte[] bytes)
    {
        var header = WebSocketFrameHeader.Decode(bytes);
        return (header.Size, header.Refusal);
    }
}
