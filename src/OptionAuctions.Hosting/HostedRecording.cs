using Akka.Actor;
using Akka.Event;
using OptionAuctions.Recording;

namespace OptionAuctions.Hosting;

/// <summary>The recording of one feed of a host: it begins before the feed does, and ends when the feed is drained.</summary>
/// <param name="recorder">The options of the recorder.</param>
/// <param name="restores">False: the feed begins without what was recorded earlier on the same day.</param>
internal sealed class HostedRecording(RecorderOptions recorder, bool restores)
{
    /// <summary>Longest time for which a disk that takes nothing is waited for at the end.</summary>
    public static TimeSpan EndTime { get; } = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<string> _unsaid = []; // before there is a log
    private FeedRecording? _recording;
    private ILoggingAdapter? _log;

    /// <summary>Begins the recording, and has a feed that is not prepared yet follow it.</summary>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Begin(FeedOptions options, ReferenceData reference, TimeProvider time)
    {
        _recording = FeedRecording.Begin(recorder, options, reference, time, Say, restores);
        _recording.Follow(options);
    }

    /// <summary>Writes to the log of an actor system from here on, and ends with it, if not before.</summary>
    public void Follow(ActorSystem system)
    {
        lock (_lock)
        {
            _log = Logging.GetLogger(system, typeof(HostedRecording));
            foreach (var sentence in _unsaid) _log.Warning("{Sentence}", sentence);
            _unsaid.Clear();
        }

        system.RegisterOnTermination(() => _ = EndAsync());
    }

    /// <summary>Writes what was received, and ends the file; within <see cref="EndTime"/>.</summary>
    public async Task EndAsync()
    {
        if (_recording is null) return;
        try
        {
            await _recording.DisposeAsync().AsTask().WaitAsync(EndTime, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Say("the disk takes no more, and the recording is not finished");
        }
    }

    private void Say(string sentence)
    {
        lock (_lock)
        {
            if (_log is null) _unsaid.Add(sentence);
            else _log.Warning("{Sentence}", sentence);
        }
    }
}
