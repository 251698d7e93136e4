using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Output;

public sealed class OutputQueueSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Line = new('x', 1023);

    private readonly LineLog _read = new();
    private readonly PausedStream _pipe;

    public OutputQueueSpecs() => _pipe = new PausedStream(_read);

    public void Dispose() => _pipe.Resume();

    [Fact]
    public async Task Lines_are_written_in_order_and_a_flush_waits_for_the_last()
    {
        var queue = new OutputQueue(_pipe, QueueKind.Waits);
        for (var i = 0; i < 10_000; i++) queue.WriteLine($"line {i}");

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience);

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"line {i}"), _read.Lines);
    }

    [Fact]
    public async Task A_line_without_an_end_is_written_by_a_flush()
    {
        var queue = new OutputQueue(_pipe, QueueKind.Waits);
        queue.Write("half a li");
        queue.Flush();
        queue.Write("ne");
        queue.WriteLine();

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience);

        Assert.Equal(["half a line"], _read.Lines);
    }

    [Fact]
    public async Task While_the_reader_pauses_nobody_is_held_and_whoever_asks_for_room_waits_for_it()
    {
        var queue = new OutputQueue(_pipe, QueueKind.Waits);
        _pipe.Pause();
        while (queue.HasRoom) queue.WriteLine(Line);
        var room = queue.WhenRoomAsync();
        var line = queue.WriteLineAsync("the last");
        Assert.False(room.IsCompleted);
        Assert.False(line.IsCompleted);

        _pipe.Resume();

        await room.WaitAsync(Patience);
        await line.WaitAsync(Patience);
        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.True(queue.HasRoom);
        Assert.Equal("the last", _read.Lines[^1]);
    }

    [Fact]
    public async Task A_log_that_nobody_reads_drops_lines_and_says_how_many()
    {
        var queue = new OutputQueue(_pipe, QueueKind.Drops);
        _pipe.Pause();
        const int written = 5000;
        for (var i = 0; i < written; i++) queue.WriteLine(Line);

        _pipe.Resume();
        var said = await _read.WhenAsync(line => line.EndsWith("lines of the log were dropped, because nobody read it", StringComparison.Ordinal));

        Assert.Equal(written, said - 1 + int.Parse(_read.Lines[said - 1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_fails_once_fails_for_good_and_no_writer_is_told_by_an_exception()
    {
        var queue = new OutputQueue(new FailingStream(28, "No space left on device"), QueueKind.Waits);
        queue.WriteLine("a line");

        Assert.Equal(28, (await queue.Failure.WaitAsync(Patience)).HResult);
        queue.WriteLine("another");
        await Assert.ThrowsAsync<IOException>(() => queue.FlushAsync(CancellationToken.None).WaitAsync(Patience));
        await Assert.ThrowsAsync<IOException>(() => queue.WriteLineAsync("a third").WaitAsync(Patience));
        Assert.True(queue.HasRoom); // so that nobody waits for room that never comes
    }

    [Fact]
    public async Task An_exception_of_the_stream_that_is_none_of_its_kind_ends_the_queue_and_not_the_process()
    {
        var queue = new OutputQueue(new Unwritable(), QueueKind.Drops);
        queue.WriteLine("a line");

        Assert.Equal("it may not be", (await queue.Failure.WaitAsync(Patience)).Message);
    }

    [Fact]
    public void A_stream_that_is_closed_is_known_before_anything_is_written()
    {
        var queue = new OutputQueue(new Closed(), QueueKind.Waits);

        Assert.True(queue.Failure.IsCompleted);
    }

    private sealed class Unwritable : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new UnauthorizedAccessException("it may not be");
    }

    private sealed class Closed : MemoryStream
    {
        public override bool CanWrite => false;
    }
}
