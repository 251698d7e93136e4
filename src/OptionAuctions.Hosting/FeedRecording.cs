using OptionAuctions.Recording;

namespace OptionAuctions.Hosting;

/// <summary>
/// The recording of the messages of a feed: files that begin with what is needed to read them years later, and at the start of the feed the auctions of what
/// was recorded on the same day from the same venue. <c>WithRecording</c> makes one; this is for a feed without Akka.Hosting.
/// </summary>
public sealed class FeedRecording : IAsyncDisposable
{
    private readonly MessageRecorder _recorder;
    private readonly DayRecording? _earlier;
    private readonly Action<string> _alarm;

    private FeedRecording(MessageRecorder recorder, DayRecording? earlier, Action<string> alarm) => (_recorder, _earlier, _alarm) = (recorder, earlier, alarm);

    /// <summary>The counters of the recorder.</summary>
    public RecorderCounts Counts => _recorder.Counts;

    /// <summary>Begins a recording.</summary>
    /// <param name="recorder">
    /// The options of the recorder. Where they name no source, it is the address of the venue; where they name no files to begin with, these are the options of
    /// the feed without secrets, the series of the stocks that are followed, the calendar and the phase tables.
    /// </param>
    /// <param name="options">The options of the feed, after <see cref="FeedOptions.Resolve"/>.</param>
    /// <param name="reference">The result of that.</param>
    /// <param name="time">The clock of the feed.</param>
    /// <param name="alarm">Receives a sentence, without secrets, when messages are not recorded, or an earlier recording is not used; on any thread.</param>
    /// <param name="restores">False: the feed begins without what was recorded earlier on the same day.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FeedRecording Begin(
        RecorderOptions recorder, FeedOptions options, ReferenceData reference, TimeProvider time, Action<string> alarm, bool restores = true)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(alarm);
        var files = recorder.Files is null ? RecordingHead.Of(options, reference) : null;
        var whole = recorder with { Source = recorder.Source ?? RecordingHead.SourceOf(options), Files = recorder.Files ?? (() => files!) };
        var earlier = restores ? DayRecording.Find(whole, DateOnly.FromDateTime(MarketTime.Now(time).DateTime)) : null;
        var begun = new MessageRecorder(whole, time, alarm);
        foreach (var refused in earlier?.Refused ?? []) alarm(refused);
        return new FeedRecording(begun, earlier is { Files.Count: > 0 } ? earlier : null, alarm);
    }

    /// <summary>Records what a feed of these options receives, which begins with what was recorded earlier. To be called before the feed is prepared.</summary>
    public void Follow(FeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MessageReceived += _recorder.Record;
        if (_earlier is not null) options.RestoreFrom(Earlier);
    }

    /// <summary>Writes what was received, and ends the file.</summary>
    public ValueTask DisposeAsync() => _recorder.DisposeAsync();

    private void Earlier(Action<ReceivedMessage> handler)
    {
        _earlier!.Read(handler);
        foreach (var problem in _earlier.Problems) _alarm($"what was recorded before this start is not whole: {problem}");
    }
}
