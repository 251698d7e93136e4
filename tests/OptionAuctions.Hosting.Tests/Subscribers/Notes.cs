using System.Threading.Channels;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>What an actor of a test writes down, one line after another.</summary>
public sealed class Notes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(1000);

    /// <summary>Adds a line.</summary>
    public void Add(string line) => Assert.True(_lines.Writer.TryWrite(line));

    /// <summary>Adds a snapshot or an indication with its price; other changes depend on when the venue answers, and are left out.</summary>
    public void Add(in AuctionChanged change)
    {
        if (change.Kind is ChangeKind.Snapshot or ChangeKind.Indication) Add(change.Kind, change.Current);
    }

    /// <summary>Adds a change with its price.</summary>
    public void Add(ChangeKind kind, in AuctionState auction) =>
        Add(FormattableString.Invariant($"{kind} {(auction.Revision > 0 ? auction.Latest.Price.ToDecimal() : null):0}").TrimEnd());

    /// <summary>Asserts that these are the next lines, for each of which it waits.</summary>
    public async Task AreAsync(params string[] lines)
    {
        foreach (var line in lines) Assert.Equal(line, await NextAsync());
    }

    /// <summary>Asserts that these are the next lines, in any order.</summary>
    public async Task AreInAnyOrderAsync(params string[] lines)
    {
        var next = new List<string>();
        while (next.Count < lines.Length) next.Add(await NextAsync());
        Assert.Equal(lines.Order(), next.Order());
    }

    private Task<string> NextAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
