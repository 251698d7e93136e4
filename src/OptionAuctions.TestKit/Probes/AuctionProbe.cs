using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Replay;
using Xunit.Sdk;

namespace OptionAuctions.TestKit;

/// <summary>
/// A subscriber for tests that keeps the changes it receives. Each expectation is compared with the next change, or, with a code, with the next
/// change of that code; one that is not met fails with the change that came instead.
/// </summary>
/// <remarks>
/// Changes of the kinds in <see cref="SkippedKinds"/> are skipped. On a harness an expectation is met or fails at once; over a socket it waits for up
/// to <see cref="Patience"/>.
/// </remarks>
public sealed class AuctionProbe
{
    private const int RecentKept = 12;

    private readonly IActorRef _auctions;
    private readonly ProbeInbox _inbox;
    private readonly Func<Task>? _settle;
    private readonly List<AuctionChanged> _pending = [];
    private readonly Queue<string> _recent = [];

    internal AuctionProbe(TestKitBase kit, IActorRef auctions, IReadOnlyCollection<Instrument> codes, Demand demand, Func<Task>? settle)
    {
        (_auctions, _settle) = (auctions, settle);
        _inbox = new ProbeInbox(demand == Demand.KeepsUp);
        Probe = kit.CreateTestProbe();
        Probe.IgnoreMessages(message => message is AuctionChanges);
        Probe.SetAutoPilot(_inbox);
        auctions.Tell(new AuctionProtocol.Subscribe(Probe.Ref, codes.Count > 0 ? codes : null));
    }

    /// <summary>The Akka test probe that subscribes. It receives all other messages too, such as <see cref="AuctionProtocol.SubscriptionRefused"/>.</summary>
    public TestProbe Probe { get; }

    /// <summary>The longest wait of an expectation over a socket. It bounds a failure, not a test. Default 20 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The kinds of changes that are skipped unless an expectation names them. Default: registrations, and phases, which the clock changes too.
    /// Empty: none.
    /// </summary>
    public IReadOnlySet<ChangeKind> SkippedKinds { get; set; } = new HashSet<ChangeKind> { ChangeKind.Registration, ChangeKind.Phase };

    /// <summary>Creates a probe on any router, for example one whose feed has a socket.</summary>
    /// <param name="kit">The test.</param>
    /// <param name="auctions">The router.</param>
    /// <param name="codes">The codes; all followed codes when none is named.</param>
    public static AuctionProbe On(TestKitBase kit, IActorRef auctions, params Instrument[] codes) => On(kit, auctions, Demand.KeepsUp, codes);

    /// <summary>Creates a probe as <see cref="On(TestKitBase, IActorRef, Instrument[])"/> does, with a demand of the test's choice.</summary>
    public static AuctionProbe On(TestKitBase kit, IActorRef auctions, Demand demand, params Instrument[] codes) =>
        new(kit, auctions, codes, demand, null);

    /// <summary>Expects the snapshot, which is the first change of a code.</summary>
    /// <returns>The state of the auction in the snapshot.</returns>
    public async Task<AuctionState> ExpectSnapshotAsync(Instrument? code = null) => (await ExpectChangeAsync(ChangeKind.Snapshot, code)).Current;

    /// <summary>Expects a change of one kind.</summary>
    public Task<AuctionChanged> ExpectChangeAsync(ChangeKind kind, Instrument? code = null) =>
        ExpectAsync(change => change.Kind == kind, kind.ToString().ToLowerInvariant(), code);

    /// <summary>Expects a change that fulfils a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="description">The condition as text, for the message of a failed test.</param>
    /// <param name="code">The code; any when none is given.</param>
    public Task<AuctionChanged> ExpectChangeAsync(Predicate<AuctionChanged> condition, string description, Instrument? code = null) =>
        ExpectAsync(condition, description, code);

    /// <summary>Expects an indication at a price.</summary>
    /// <param name="won">The price, won; <see langword="null"/> when nothing would match.</param>
    /// <param name="code">The code; any when none is given.</param>
    /// <param name="quantity">What would trade at the price; whatever it is when none is given.</param>
    public Task<AuctionChanged> ExpectIndicationAsync(decimal? won, Instrument? code = null, long? quantity = null)
    {
        var price = won is { } some ? Won.Of(some) : Won.None;
        return ExpectAsync(
            change => change.Kind == ChangeKind.Indication && change.Current.Latest.Price == price
                && (quantity is null || change.Current.ExpectedQuantity == quantity),
            $"indication {ChangeText.Of(price)}{(quantity is null ? "" : FormattableString.Invariant($", quantity {quantity}"))}", code);
    }

    /// <summary>Expects an order book that came without an indication.</summary>
    /// <param name="bid">Highest price bid, won; <see langword="null"/> when nothing is bid.</param>
    /// <param name="ask">Lowest price asked, won; <see langword="null"/> when nothing is asked.</param>
    /// <param name="code">The code; any when none is given.</param>
    public Task<AuctionChanged> ExpectBookAsync(decimal? bid, decimal? ask, Instrument? code = null)
    {
        var (highest, lowest) = (bid is { } some ? Won.Of(some) : Won.None, ask is { } other ? Won.Of(other) : Won.None);
        return ExpectAsync(
            change => change is { Kind: ChangeKind.Book, Current.Detail: { } book } && book.Bid == highest && book.Ask == lowest,
            $"book {ChangeText.Of(highest)} to {ChangeText.Of(lowest)}", code);
    }

    /// <summary>Expects a gap, in which records may be missing. Changes that only mark the indication as stale are skipped.</summary>
    /// <param name="reason">The reason; any when none is given.</param>
    /// <param name="code">The code; any when none is given.</param>
    public async Task<Gap> ExpectGapAsync(GapReason? reason = null, Instrument? code = null) => (await ExpectAsync(
        change => change.Kind == ChangeKind.Gap && change.Current.LastGap.Reason == (reason ?? change.Current.LastGap.Reason),
        reason is null ? "gap" : $"gap ({reason})", code, change => change.Kind == ChangeKind.Stale)).Current.LastGap;

    /// <summary>Expects the last indication of a call, and after it the change that marks it as no longer current.</summary>
    /// <param name="won">The price, won.</param>
    /// <param name="code">The code; any when none is given.</param>
    public async Task<AuctionState> ExpectCrossAsync(decimal won, Instrument? code = null)
    {
        var price = Won.Of(won);
        var crossed = await ExpectAsync(
            change => change is { Kind: ChangeKind.Indication, Current.Session.Phase: AuctionPhase.Crossed } && change.Current.Latest.Price == price,
            $"cross at {ChangeText.Of(price)}", code);
        var stale = await ExpectAsync(
            change => change is { Kind: ChangeKind.Stale, Current.Stale: StaleReason.CallEnded }, "stale (CallEnded)", crossed.Current.Code);
        return stale.Current;
    }

    /// <summary>
    /// Expects that no change came but those of <see cref="SkippedKinds"/>, and that none is on its way from the router to this probe. For the latter
    /// each actor in between is asked, so that nothing waits for time. What is still in a socket is not on its way from the router.
    /// </summary>
    public async Task ExpectNothingMoreAsync()
    {
        await SettleAsync();
        Drain();
        var more = _pending.Where(change => !SkippedKinds.Contains(change.Kind)).ToArray();
        if (more.Length > 0) throw Failed("nothing more", $"{Lines(more.Select(change => ChangeText.Of(change)))}\ncame");
        _pending.Clear();
    }

    /// <summary>Acknowledges the outstanding delivery, so that the next one may come; for a probe with <see cref="Demand.ByHand"/>.</summary>
    public async Task GrantAsync()
    {
        // The first delivery, which needs no acknowledgement before it
        if (_settle is null && !_inbox.HasOutstandingDelivery && _pending.Count == 0) await MoreAsync();
        if (!_inbox.Grant()) throw Failed("a delivery to acknowledge", "none is under way");
        if (_settle is not null) await _settle();
    }

    /// <summary>Acknowledges the outstanding delivery and all later ones at once.</summary>
    internal void KeepUp() => _inbox.KeepUp();

    private async Task<AuctionChanged> ExpectAsync(
        Predicate<AuctionChanged> condition, string description, Instrument? code, Predicate<AuctionChanged>? skipped = null)
    {
        description = code is { } named ? $"{named} {description}" : description;
        var index = 0;
        do
        {
            Drain();
            for (; index < _pending.Count; index++)
            {
                var change = _pending[index];
                if (code is { } expected && change.Current.Code != expected) continue;
                if (condition(change)) return Take(index);
                if (!SkippedKinds.Contains(change.Kind) && skipped?.Invoke(change) != true) throw Failed(description, $"{ChangeText.Of(change)} came");
            }
        }
        while (await MoreAsync());
        throw Failed(description, _inbox.HasOutstandingDelivery
            ? "nothing came, and a delivery is under way that was not granted another one: see GrantAsync"
            : "nothing came");
    }

    /// <summary>Removes the change at an index, and with it the earlier changes of its code, which were skipped.</summary>
    private AuctionChanged Take(int index)
    {
        var change = _pending[index];
        for (; index >= 0; index--)
            if (_pending[index].Current.Code == change.Current.Code) _pending.RemoveAt(index);
        return change;
    }

    /// <summary>Moves what the inbox received to the pending changes.</summary>
    private void Drain()
    {
        var changes = _inbox.Changes;
        while (changes.TryRead(out var change))
        {
            _pending.Add(change);
            _recent.Enqueue(ChangeText.Of(change));
            if (_recent.Count > RecentKept) _recent.Dequeue();
        }
    }

    /// <summary>Waits for further changes.</summary>
    /// <returns>False when nothing more can come, or nothing came in time.</returns>
    private async Task<bool> MoreAsync()
    {
        if (_settle is not null) await _settle();
        else if (!_inbox.HasOutstandingDelivery) await WaitForChangeAsync();
        return _inbox.Changes.TryPeek(out _);
    }

    private async Task WaitForChangeAsync()
    {
        try
        {
            await _inbox.Changes.WaitToReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // the expectation fails with "nothing came"
        }
    }

    private Task SettleAsync() => _settle is null ? Quiescence.OfAsync(_auctions, () => [Probe.Ref]) : _settle();

    private XunitException Failed(string expected, string instead) =>
        new($"expected {expected}, and {instead}\nheard so far, newest last:{(_recent.Count > 0 ? Lines(_recent) : " nothing")}");

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line}"));
}
