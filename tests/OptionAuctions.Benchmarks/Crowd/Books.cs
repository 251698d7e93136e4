using System.Runtime.InteropServices;
using HdrHistogram;

namespace OptionAuctions.Benchmarks.Crowd;

/// <summary>What one subscriber was told: of each code what was delivered and what was conflated, and how late it came.</summary>
/// <param name="time">The feed's clock.</param>
/// <param name="isLoaded">True while records come: what is told afterwards is as old as the market is quiet.</param>
internal sealed class Books(TimeProvider time, Func<bool> isLoaded)
{
    private readonly Dictionary<Instrument, Page> _pages = [];
    private readonly LongHistogram _latency = new((long)TimeSpan.FromMinutes(1).TotalMicroseconds, 3);
    private long _revisions, _registered;

    /// <summary>Revisions heard of, over all codes.</summary>
    public long Revisions => Volatile.Read(ref _revisions);

    /// <summary>Codes known to be registered.</summary>
    public long Registered => Volatile.Read(ref _registered);

    /// <summary>From receive to here, at one of a hundred worst, microseconds.</summary>
    public long P99 => _latency.GetValueAtPercentile(99);

    public void Note(in AuctionChanged change)
    {
        ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, change.Current.Code, out _);
        page.Conflated += change.Conflated;
        if (change.Kind == ChangeKind.Indication)
        {
            page.Delivered++;
            if (isLoaded()) _latency.RecordValue(Math.Max(0, (time.GetUtcNow() - change.Current.ReceivedAt).Ticks / TimeSpan.TicksPerMicrosecond));
        }

        if (!page.Active && change.Current.Registration == RegistrationStatus.Active)
        {
            page.Active = true;
            Interlocked.Increment(ref _registered);
        }

        Volatile.Write(ref _revisions, _revisions + change.Current.Revision - page.Revision);
        page.Revision = change.Current.Revision;
    }

    /// <summary>True when of each code delivered + conflated are the revisions that there were, by the venue's count.</summary>
    public bool AreExact(IReadOnlyDictionary<Instrument, long> sent) =>
        sent.All(code => _pages.TryGetValue(code.Key, out var page) && page.Revision == code.Value && page.Delivered + page.Conflated == code.Value);

    private struct Page
    {
        public long Delivered, Conflated, Revision;
        public bool Active;
    }
}
