using System.Buffers;
using System.Text;

namespace OptionAuctions.Cli.Output;

/// <summary>
/// The writer of one standard stream. Writing never blocks and never throws: lines wait in a queue, and a thread of its own writes them. Any thread
/// may write.
/// </summary>
/// <remarks>Whoever writes results asks for room before, since a reader may pause for as long as it likes.</remarks>
internal sealed class OutputQueue : TextWriter
{
    // PIPE_BUF of Linux: a pipe takes so much whole or not at all, so that a process that ends leaves no part of a line.
    private const int PieceLength = 4096;

    private readonly object _gate = new();
    private readonly Stream _stream;
    private readonly QueueKind _kind;
    private readonly int _capacity;
    private readonly List<(long Position, TaskCompletionSource Reached)> _waiters = [];
    private readonly TaskCompletionSource<IOException> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ArrayBufferWriter<byte> _waiting = new(), _spare = new();
    private int _complete; // bytes of _waiting up to the end of its last line, or to the last flush
    private long _accepted, _written, _dropped; // bytes, bytes, lines
    private Thread? _thread;

    /// <summary>Creates the writer of a stream.</summary>
    /// <param name="stream">The stream; only the queue's thread writes to it. One that cannot be written to is closed.</param>
    /// <param name="kind">What becomes of a line for which there is no room.</param>
    /// <param name="encoding">The encoding; default UTF-8.</param>
    /// <param name="capacity">Bytes that may wait; default a few thousand lines.</param>
    public OutputQueue(Stream stream, QueueKind kind, Encoding? encoding = null, int capacity = 1 << 20)
    {
        (_stream, _kind, _capacity) = (stream, kind, capacity);
        Encoding = encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        CoreNewLine = ['\n'];
        if (!stream.CanWrite) Fail(new IOException("it is closed", Posix.BadDescriptor));
    }

    public override Encoding Encoding { get; }

    /// <summary>Completes when nothing can be written any more, with the cause.</summary>
    public Task<IOException> Failure => _failure.Task;

    /// <summary>Bytes that wait for the stream.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate) return _accepted - _written;
        }
    }

    /// <summary>True while results may be written without waiting.</summary>
    public bool HasRoom => Waiting < _capacity || Failure.IsCompleted;

    /// <summary>True while there is room for what cannot wait: a second queue's worth.</summary>
    public bool HasReserve => Waiting < 2 * _capacity;

    /// <summary>Completes when half of the queue is free, or nothing can be written any more.</summary>
    public Task WhenRoomAsync() => WhenWaitingAsync(_capacity / 2);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer) => Add(buffer, "");

    public override void WriteLine(string? value) => Add(value, "\n");

    /// <summary>Writes a line, after waiting for room.</summary>
    /// <exception cref="IOException">Nothing can be written any more.</exception>
    public override async Task WriteLineAsync(string? value)
    {
        if (_kind == QueueKind.Waits && !HasRoom) await WhenRoomAsync();
        WriteLine(value);
        if (_kind == QueueKind.Waits && Failure.IsCompleted) throw await Failure;
    }

    /// <summary>Makes the text of an unfinished line be written, too.</summary>
    public override void Flush()
    {
        lock (_gate)
        {
            _complete = _waiting.WrittenCount;
            if (_complete > 0) StartOrWake();
        }
    }

    /// <summary>Completes when all that waits is written.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        Flush();
        await WhenWaitingAsync(0).WaitAsync(cancellationToken);
        if (Failure.IsCompleted) throw await Failure;
    }

    /// <summary>Gives up what waits, because its reader does not read.</summary>
    public void Abandon() => Fail(new IOException("it is not read, and lines of it are lost"));

    private void Add(ReadOnlySpan<char> text, string end)
    {
        lock (_gate)
        {
            if (Failure.IsCompleted) return;
            if (_kind == QueueKind.Drops && _accepted - _written + text.Length > _capacity)
            {
                _dropped++;
                return;
            }

            if (_dropped > 0) AddDropped();
            Append(text);
            Append(end);
            if (end.Length == 0 && !text.Contains('\n')) return;
            var lineEnd = _waiting.WrittenSpan.LastIndexOf((byte)'\n') + 1;
            _complete = Math.Max(_complete, lineEnd);
            StartOrWake();
        }
    }

    private void AddDropped()
    {
        Append(FormattableString.Invariant($"auctions: {_dropped} lines of the log were dropped, because nobody read it\n"));
        (_dropped, _complete) = (0, _waiting.WrittenCount);
    }

    private void Append(ReadOnlySpan<char> text) => _accepted += Encoding.GetBytes(text, _waiting);

    private void StartOrWake()
    {
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "output" }; // background: it may be in a write that never ends
            _thread.Start();
        }

        Monitor.PulseAll(_gate);
    }

    private void Run()
    {
        try
        {
            while (!Failure.IsCompleted)
            {
                foreach (var piece in new LinePieces(Take(), PieceLength))
                {
                    _stream.Write(piece);
                    Advance(piece.Length);
                }

                _stream.Flush();
            }
        }
        catch (Exception cause) // an exception that left this thread would end the process
        {
            Fail(cause as IOException ?? new IOException(cause.Message, cause));
        }
    }

    /// <summary>Waits for complete lines and takes them from the queue.</summary>
    private ReadOnlySpan<byte> Take()
    {
        lock (_gate)
        {
            while (_complete == 0)
            {
                if (_dropped > 0) AddDropped();
                else Monitor.Wait(_gate);
            }

            var taken = _waiting;
            (_waiting, _spare) = (_spare, taken);
            _waiting.ResetWrittenCount();
            _waiting.Write(taken.WrittenSpan[_complete..]);
            var complete = taken.WrittenSpan[.._complete];
            _complete = 0;
            return complete;
        }
    }

    private void Advance(int bytes)
    {
        lock (_gate)
        {
            _written += bytes;
            Release(waiter => waiter.Position <= _written);
        }
    }

    private void Fail(IOException cause)
    {
        lock (_gate)
        {
            _failure.TrySetResult(cause);
            Release(_ => true);
            Monitor.PulseAll(_gate);
        }
    }

    private Task WhenWaitingAsync(int most)
    {
        lock (_gate)
        {
            var position = _accepted - most;
            if (position <= _written || Failure.IsCompleted) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((position, reached));
            return reached.Task;
        }
    }

    private void Release(Predicate<(long Position, TaskCompletionSource Reached)> isDone)
    {
        if (_waiters.Count == 0) return;
        foreach (var waiter in _waiters.FindAll(isDone)) waiter.Reached.TrySetResult();
        _waiters.RemoveAll(isDone);
    }
}
