using System.Buffers.Binary;
using CsCheck;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

public sealed class WebSocketFrameReaderSpecs
{
    private const int Cap = 300, Patience = 160; // of frames, some fit the caller's buffer, some messages are too long

    private static readonly Gen<byte[]> SomeControl = Gen.Select(
        Gen.Int[0, 1].Select(i => i == 0 ? WebSocketOpcode.Ping : WebSocketOpcode.Pong), Gen.Byte.Array[0, 125], (kind, payload) => Frame(kind, payload));

    private static readonly Gen<byte[]> SomeMessage = Gen.Select(
        Gen.OneOf(Gen.Int[0, 20], Gen.Int[120, 160], Gen.Int[295, 305], Gen.Int[0, 1_000]), Gen.Int[0, 4], Gen.Int[0, 2], SomeControl, Gen.Byte)
        .Select((length, cuts, form, control, fill) => Fragments(Enumerable.Range(0, length).Select(i => (byte)(fill + i)).ToArray(), cuts, form, control));

    private static readonly byte[] Whole =
    [
        .. Frame(WebSocketOpcode.Text, "one"u8), .. Frame(WebSocketOpcode.Text, []), .. Frame(WebSocketOpcode.Ping, "?"u8),
        .. Frame(WebSocketOpcode.Text, "fra"u8, isLast: false), .. Frame(WebSocketOpcode.Ping, []),
        .. Frame(WebSocketOpcode.Continuation, "gm"u8, isLast: false),
        .. Frame(WebSocketOpcode.Pong, "!"u8), .. Frame(WebSocketOpcode.Continuation, [], isLast: false), .. Frame(WebSocketOpcode.Continuation, "ents"u8),
        .. Frame(WebSocketOpcode.Binary, new byte[126]), .. Frame(WebSocketOpcode.Text, new byte[Cap], form: 2),
        .. Frame(WebSocketOpcode.Text, new byte[Cap + 1]),
        .. Frame(WebSocketOpcode.Text, new byte[Cap], isLast: false), .. Frame(WebSocketOpcode.Continuation, [1]),
        .. Frame(WebSocketOpcode.Text, "two"u8, form: 1),
        .. Frame(WebSocketOpcode.Text, [0xC5, 0xE4, 0xFF]), .. Frame(WebSocketOpcode.Close, [3, 232, (byte)'b', (byte)'y', (byte)'e']),
    ];

    private static readonly Dictionary<string, byte[]> Illegal = new()
    {
        [nameof(WebSocketProtocolError.ReservedBits)] = [0xC1, 0],
        [nameof(WebSocketProtocolError.UnknownKind)] = [0x83, 0],
        [nameof(WebSocketProtocolError.Masked)] = [0x81, 0x81, 1, 2, 3, 4, 5],
        [nameof(WebSocketProtocolError.FragmentedControl)] = [0x09, 0],
        [nameof(WebSocketProtocolError.LongControl)] = Frame(WebSocketOpcode.Ping, new byte[126]),
        [nameof(WebSocketProtocolError.LengthBeyondBounds)] = [0x81, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [nameof(WebSocketProtocolError.UnexpectedContinuation)] = Frame(WebSocketOpcode.Continuation, "x"u8),
        [nameof(WebSocketProtocolError.MessageInMessage)] = [.. Frame(WebSocketOpcode.Text, "x"u8, isLast: false), .. Frame(WebSocketOpcode.Text, "y"u8)],
        [nameof(WebSocketProtocolError.TruncatedCloseCode)] = Frame(WebSocketOpcode.Close, [3]),
        [nameof(WebSocketProtocolError.CloseCode)] = Frame(WebSocketOpcode.Close, [3, 237]), // 1005, which stands for a close without a code
    };

    public static TheoryData<string> Refusals => [.. Illegal.Keys];

    [Fact]
    public void A_script_reads_the_same_cut_at_any_byte_and_byte_by_byte()
    {
        List<string> expected =
        [
            Of("one"u8), Of([]), "ping 3F", "ping ", Of("fragments"u8),
            Of(new byte[126]), Of(new byte[Cap]), TooLong(new byte[Cap]), TooLong(new byte[Cap]), Of("two"u8),
            Of([0xC5, 0xE4, 0xFF]), "close NormalClosure bye",
        ];

        Assert.Equal(expected, Read(Whole, Whole.Length));
        Assert.Equal(expected, Read(Whole, 1));
        for (var cut = 1; cut < Whole.Length; cut++) Assert.Equal(expected, Read(Whole, cut, Whole.Length));
    }

    [Fact]
    public void Any_script_reads_the_same_however_it_is_cut() =>
        Gen.Select(Gen.OneOf(SomeMessage, SomeControl).Array[0, 8], Gen.Int[1, 200].Array[1, 8]).Sample((script, cuts) =>
        {
            var bytes = script.SelectMany(b => b).ToArray();
            return Read(bytes, bytes.Length + 1).SequenceEqual(Read(bytes, cuts));
        }, iter: 2_000);

    [Fact]
    public void Noise_reads_the_same_however_it_is_cut_and_never_throws() =>
        Gen.Select(Gen.OneOf(SomeMessage, Gen.Byte.Array[1, 40]).Array[1, 4], Gen.Int[1, 60].Array[1, 8]).Sample((script, cuts) =>
        {
            var bytes = script.SelectMany(b => b).ToArray();
            return Read(bytes, bytes.Length + 1).SequenceEqual(Read(bytes, cuts));
        }, iter: 5_000);

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_must_not_be_sent_is_refused_by_its_name_wherever_it_is_cut(string refusal)
    {
        byte[] bytes = [.. Frame(WebSocketOpcode.Text, "good"u8), .. Illegal[refusal], .. Frame(WebSocketOpcode.Text, "unread"u8)];

        for (var cut = 1; cut <= bytes.Length; cut++) Assert.Equal([Of("good"u8), $"refused {refusal}"], Read(bytes, cut, bytes.Length));
        Assert.Equal([Of("good"u8), $"refused {refusal}"], Read(bytes, 1));
    }

    [Fact]
    public void Every_refusal_has_its_script() => Assert.Equal(Enum.GetNames<WebSocketProtocolError>()[1..], Illegal.Keys);

    [Fact]
    public void A_message_in_one_piece_is_handed_on_where_it_lies()
    {
        var bytes = Frame(WebSocketOpcode.Text, "in place"u8);
        var tap = new Lying(bytes);

        new WebSocketFrameReader(tap, Cap, Patience).Read(bytes, out var taken);

        Assert.Equal((bytes.Length, 2), (taken, tap.At));
    }

    [Fact]
    public void A_message_of_the_cap_whose_last_fragment_is_empty_is_taken() =>
        Assert.Equal([Of(new byte[Cap])], Read([.. Frame(WebSocketOpcode.Text, new byte[Cap], isLast: false), .. Frame(WebSocketOpcode.Continuation, [])], 7));

    [Fact]
    public void An_endless_message_is_told_once_and_costs_no_memory()
    {
        var more = Frame(WebSocketOpcode.Continuation, new byte[1_000], isLast: false);
        var tap = new Written();
        var reader = new WebSocketFrameReader(tap, Cap, Patience);
        reader.Read(Frame(WebSocketOpcode.Text, new byte[1_000], isLast: false), out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) reader.Read(more, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal([TooLong(new byte[Cap])], tap.Received);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_message_whole_or_in_fragments()
    {
        byte[] bytes = [.. Frame(WebSocketOpcode.Text, new byte[100]), .. Fragments(new byte[250], 3, 0, Frame(WebSocketOpcode.Pong, []))];
        var reader = new WebSocketFrameReader(new Lying(bytes), Cap, Patience);
        reader.Read(bytes, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) reader.Read(bytes, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_frame_counts_as_begun_once_its_head_is_read_and_only_once()
    {
        var reader = new WebSocketFrameReader(new Written(), Cap, Patience);
        var frame = Frame(WebSocketOpcode.Text, new byte[100]);

        for (var there = 0; there < frame.Length; there++)
        {
            reader.Read(frame.AsSpan(0, there), out var taken);
            Assert.Equal((there < 2 ? 0 : 1, 0), (reader.FramesBegun, taken));
        }

        reader.Read([.. frame, .. Frame(WebSocketOpcode.Pong, [])], out _);
        Assert.Equal(2, reader.FramesBegun);
    }

    [Fact]
    public void A_close_without_a_code_is_one() => Assert.Equal(["close Empty "], Read(Frame(WebSocketOpcode.Close, []), 1));

    /// <summary>One frame of a server, its length in the shortest form or a longer one.</summary>
    internal static byte[] Frame(WebSocketOpcode kind, ReadOnlySpan<byte> payload, bool isLast = true, int form = 0)
    {
        var first = (byte)((int)kind | (isLast ? 0x80 : 0));
        if (form == 0 && payload.Length < 126) return [first, (byte)payload.Length, .. payload];
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
        return form < 2 && payload.Length < 65_536 ? [first, 126, .. length[6..], .. payload] : [first, 127, .. length, .. payload];
    }

    /// <summary>A message in so many cuts, with a control frame in each.</summary>
    private static byte[] Fragments(byte[] message, int cuts, int form, byte[] control)
    {
        var size = (message.Length / (cuts + 1)) + 1;
        var parts = message.Chunk(size).DefaultIfEmpty([]).ToArray();
        return [.. parts.SelectMany((part, i) => (byte[])
        [
            .. i > 0 ? control : [], .. Frame(i == 0 ? WebSocketOpcode.Text : WebSocketOpcode.Continuation, part, i == parts.Length - 1, form),
        ])];
    }

    private static string Of(ReadOnlySpan<byte> message) => $"message {Convert.ToHexString(message)}";

    private static string TooLong(ReadOnlySpan<byte> beginning) => $"too long {Convert.ToHexString(beginning)}";

    /// <summary>Reads as a socket does: what is not taken stays, and as many more bytes come behind it as the next cut says.</summary>
    private static List<string> Read(byte[] bytes, params int[] cuts)
    {
        var tap = new Written();
        var reader = new WebSocketFrameReader(tap, Cap, Patience);
        for (var (start, end, turn) = (0, 0, 0); ; turn++)
        {
            while (true)
            {
                var step = reader.Read(bytes.AsSpan(start, end - start), out var taken);
                start += taken;
                if (step == WebSocketReadStep.NeedMore) break;
                tap.Received.Add(step switch
                {
                    WebSocketReadStep.Ping => $"ping {Convert.ToHexString(reader.Control)}",
                    WebSocketReadStep.Close => $"close {reader.CloseCode} {reader.CloseReason}",
                    _ => $"refused {reader.Refusal}",
                });
                if (step != WebSocketReadStep.Ping) return tap.Received;
            }

            Assert.True(end - start < Patience, "more is left with the caller than it can hold");
            if (end == bytes.Length) return tap.Received;
            end = Math.Min(bytes.Length, end + cuts[turn % cuts.Length]);
        }
    }

    private sealed class Written : IWebSocketMessageHandler
    {
        public List<string> Received { get; } = [];

        public void OnMessage(ReadOnlySpan<byte> message) => Received.Add(Of(message));

        public void OnOversized(ReadOnlySpan<byte> beginning) => Received.Add(TooLong(beginning));

        public void OnQuiet() => Assert.Fail("it is the socket that waits");
    }

    /// <summary>Learns where in some bytes a message lies.</summary>
    private sealed class Lying(byte[] bytes) : IWebSocketMessageHandler
    {
        public int At { get; private set; } = -1;

        public void OnMessage(ReadOnlySpan<byte> message)
        {
            if (bytes.AsSpan().Overlaps(message, out var at)) At = at;
        }

        public void OnOversized(ReadOnlySpan<byte> beginning) => At = -1;

        public void OnQuiet() => At = -1;
    }
}
