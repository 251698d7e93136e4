using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Recording;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>Ours, with each message recorded to a disk meanwhile. Whoever disposes of it learns whether all are recorded.</summary>
internal sealed class RecordedContender : IContender
{
    private readonly DirectoryInfo _folder;
    private readonly MessageRecorder _recorder;
    private readonly FeedContender _feed;

    private RecordedContender(DirectoryInfo folder, MessageRecorder recorder, FeedContender feed) => (_folder, _recorder, _feed) = (folder, recorder, feed);

    public Tally Tally => _feed.Tally;

    public IReadOnlyDictionary<Instrument, long> Numbers => _feed.Numbers;

    public static async Task<RecordedContender> ConnectAsync(Endpoint venue)
    {
        var folder = Directory.CreateTempSubdirectory("recorded-");
        var options = new RecorderOptions { Directory = folder.FullName, MaxWaitingBytes = 1 << 30 }; // the feed is warmed up faster than a disk writes
        var recorder = new MessageRecorder(options, TimeProvider.System);
        return new RecordedContender(folder, recorder, await FeedContender.ConnectAsync(venue, change: options => options.MessageReceived += recorder.Record));
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync();
        await _recorder.DisposeAsync();
        _folder.Delete(recursive: true);
        if (_recorder.Counts is { Skipped: > 0 } counts) throw new InvalidOperationException($"{counts.Skipped} messages were not recorded");
    }
}
