namespace OptionAuctions.Recording;

/// <summary>
/// Records the messages of a feed to MCAP files, on a thread of its own: <c>options.MessageReceived += recorder.Record</c>. It keeps each message as long as
/// the disk takes it. A disk that is full, fails or is too slow never holds the feed up: messages are skipped then, counted, and marked as a gap in the next
/// file, and recording goes on by itself.
/// </summary>
public sealed class MessageRecorder : IAsyncDisposable
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100); // what comes in this time is written together

    private readonly RecorderOptions _options;
    private readonly WaitingMessages _waiting;
    private readonly RecordingLog _log;
    private readonly SemaphoreSlim _some = new(0, 1), _hurry = new(0, 1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private RecorderCounts _counts = new(0, 0, 0, 0, 0, null);
    private readonly Action<string> _alarm;
    private volatile bool _ending;

    /// <summary>Begins the first file, and waits for messages.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock, which names files and closes chunks.</param>
    /// <param name="alarm">Receives a sentence, without secrets, when messages begin to be skipped, and one when that has ended.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public MessageRecorder(RecorderOptions options, TimeProvider time, Action<string>? alarm = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_options, _alarm) = (options, alarm ?? (_ => { }));
        _waiting = new WaitingMessages(options.MaxWaitingBytes);
        _log = new RecordingLog(options, time, _alarm);
        _log.Open();
        Publish();
        new Thread(Run) { IsBackground = true, Name = "message recorder" }.Start();
    }

    /// <summary>The counters.</summary>
    public RecorderCounts Counts
    {
        get
        {
            lock (_gate) return _counts with { Received = _waiting.Received };
        }
    }

    /// <summary>Hands a message in. It is copied; on any thread, without waiting, and without an exception.</summary>
    public void Record(ReceivedMessage message)
    {
        var arrival = _waiting.Add(message);
        if (arrival != Arrival.OneOfMany) Wake(_some);
        if (arrival == Arrival.HalfFull) Wake(_hurry);
    }

    /// <summary>Writes what was handed in, and ends the file. What is handed in later is not recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        Wake(_some);
        Wake(_hurry);
        await _ended.Task.ConfigureAwait(false);
    }

    private static void Wake(SemaphoreSlim thread)
    {
        if (thread.CurrentCount > 0) return;
        try
        {
            thread.Release();
        }
        catch (SemaphoreFullException)
        {
            // another thread has released it
        }
    }

    private void Run()
    {
        try
        {
            bool isLast;
            do
            {
                _some.Wait(_log.HasOpenChunk || _log.Problem is not null ? _options.Chunks.ChunkAge : Timeout.InfiniteTimeSpan);
                _hurry.Wait(Gather);
                isLast = _ending;
                _log.Write(_waiting.Take(out var skipped), skipped);
                _log.Tick();
                Publish();
            }
            while (!isLast);
            _log.Close();
            Publish();
            _ended.SetResult();
        }
        catch (Exception error)
        {
            _alarm($"recording has ended: {error.Message}");
            _ended.SetException(error);
        }
    }

    private void Publish()
    {
        lock (_gate) _counts = new RecorderCounts(0, _log.Written, _log.Skipped, _log.Bytes, _log.Files, _log.Problem);
    }
}
