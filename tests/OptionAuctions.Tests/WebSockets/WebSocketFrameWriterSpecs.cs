using CsCheck;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketFrameWriterSpecs
{
    [Theory]
    [InlineData(0, new byte[] { 0x81, 0x80 })]
    [InlineData(125, new byte[] { 0x81, 0xFD })]
    [InlineData(126, new byte[] { 0x81, 0xFE, 0, 126 })]
    [InlineData(65_535, new byte[] { 0x81, 0xFE, 0xFF, 0xFF })]
    [InlineData(65_536, new byte[] { 0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0 })]
    public void A_frame_has_the_shortest_length_the_mask_and_the_masked_payload(int length, byte[] head)
    {
        var payload = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        byte[] mask = [1, 20, 111, 250];
        var frame = new byte[WebSocketFrameWriter.SizeOf(length)];

        var written = WebSocketFrameWriter.Write(frame, WebSocketOpcode.Text, true, payload, mask);

        Assert.Equal(frame.Length, written);
        Assert.Equal([.. head, .. mask, .. payload.Select((b, i) => (byte)(b ^ mask[i % 4]))], frame);
    }

    [Fact]
    public void A_fragment_says_that_more_comes()
    {
        var frame = new byte[WebSocketFrameWriter.SizeOf(0)];
        WebSocketFrameWriter.Write(frame, WebSocketOpcode.Continuation, false, [], [1, 2, 3, 4]);

        Assert.Equal([0x00, 0x80, 1, 2, 3, 4], frame);
    }

    [Fact]
    public void What_is_written_behind_the_frame_is_left_alone() => Gen.Byte.Array[0, 300].Sample(payload =>
    {
        var bytes = Enumerable.Repeat((byte)0xEE, WebSocketFrameWriter.SizeOf(payload.Length) + 3).ToArray();
        var written = WebSocketFrameWriter.Write(bytes, WebSocketOpcode.Pong, true, payload, [9, 9, 9, 9]);
        return bytes.AsSpan(written).SequenceEqual(new byte[] { 0xEE, 0xEE, 0xEE });
    });
}
