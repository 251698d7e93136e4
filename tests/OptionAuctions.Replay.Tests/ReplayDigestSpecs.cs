namespace OptionAuctions.Replay.Tests;

/// <summary>The digest tells changes apart by what a subscriber can see of them, and by nothing else.</summary>
public sealed class ReplayDigestSpecs
{
    [Fact]
    public async Task How_changes_of_different_codes_are_mixed_has_no_part_in_it_and_their_order_for_one_code_has()
    {
        var changes = await ChangesAsync();
        var byCode = changes.OrderBy(change => $"{change.Current.Code}", StringComparer.Ordinal).ToList();
        var swapped = changes.ToList();
        var (code, revision) = (swapped[^1].Current.Code, swapped[^1].Current.Revision);
        var before = swapped.FindLastIndex(change => change.Current.Code == code && change.Current.Revision == revision - 1);
        (swapped[before], swapped[^1]) = (swapped[^1], swapped[before]);

        Assert.NotEqual(changes, byCode);
        Assert.Equal(DigestOf(changes), DigestOf(byCode));
        Assert.NotEqual(DigestOf(changes), DigestOf(swapped));
    }

    [Fact]
    public async Task Each_field_has_a_part_in_it()
    {
        var changes = await ChangesAsync();
        var (kind, state, conflated) = changes[^1];
        var latest = state.Latest;
        AuctionChanged[] others =
        [
            new(ChangeKind.Stale, state, conflated),
            new(kind, state, conflated + 1),
            new(kind, state with { Revision = state.Revision + 1 }, conflated),
            new(kind, state with { Revision = long.MaxValue }, conflated), // differs by more than four bytes hold
            new(kind, state with { Latest = new(latest.Code, latest.Time, Won.Of(1), latest.Change, latest.Sign, latest.Rate, latest.Phase) }, conflated),
            new(kind, state with { Latest = new(latest.Code, latest.Time, Won.None, latest.Change, latest.Sign, latest.Rate, latest.Phase) }, conflated),
            new(kind, state with { Latest = new(latest.Code, null, latest.Price, latest.Change, latest.Sign, latest.Rate, latest.Phase) }, conflated),
            new(kind, state with { Latest = new(latest.Code, latest.Time, latest.Price, latest.Change, latest.Sign, latest.Rate, default) }, conflated),
            new(kind, state with { Stale = StaleReason.Shed }, conflated),
            new(kind, state with { Registration = RegistrationStatus.Deferred }, conflated),
            new(kind, state with { Gaps = 1 }, conflated),
            new(kind, state with { GapSince = RecordedDay.Begin }, conflated),
            new(kind, state with { OddRecords = 9_999 }, conflated),
            new(kind, state with { PreviousClose = Won.Of(1) }, conflated),
            new(kind, state with { FinalPrice = Won.Of(1) }, conflated),
        ];

        var digests = others.Select(other => DigestOf([.. changes.SkipLast(1), other])).Append(DigestOf(changes)).ToHashSet();

        Assert.Equal(others.Length + 1, digests.Count);
    }

    private static async Task<List<AuctionChanged>> ChangesAsync()
    {
        await using var day = await new RecordedDay().Play(seed: 12, codes: 3, bursts: 50).EndAsync();
        var changes = new List<AuctionChanged>();
        void Add(in AuctionChanged change) => changes.Add(change);
        await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { OnChange = Add });
        return changes;
    }

    private static string DigestOf(List<AuctionChanged> changes)
    {
        using var digest = new ReplayDigest();
        foreach (var change in changes) digest.Add(change);
        return digest.Text();
    }
}
