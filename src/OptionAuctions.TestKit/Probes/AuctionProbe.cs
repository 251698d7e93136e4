using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;
using Xunit.Sdk;

namespace OptionAuctions.TestKit;

/// <summary>
/// A subscriber that a test asks what it heard. Each expectation is held against the next change; one that is not met fails with what
/// came instead. With a code, against the next change of that code.
/// </summary>
/// <remarks>
/// Changes of the kinds in <see cref="PassedOver"/> are not in the way of others. On a harness an expectation is met or fails at once;
/// over a socket it waits for up to <see cref="Patience"/>.
/// </remarks>
public sealed class AuctionProbe
{
    private const int HeardKept = 12;

    private readonly IActorRef _auctions;
    private readonly ProbeInbox _inbox;
    private readonly Func<Task>? _settle;
    private readonly List<AuctionChanged> _pending = [];
    private readonly Queue<string> _heard = [];

    internal AuctionProbe(TestKitBase kit, IActorRef auctions, IReadOnlyCollection<OptionCode> codes, Demand demand, Func<Task>? settle)
    {
        (_auctions, _settle) = (auctions, settle);
        _inbox = new ProbeInbox(demand == Demand.KeepsUp);
        Probe = kit.CreateTestProbe();
        Probe.IgnoreMessages(message => message is AuctionChanges);
        Probe.SetAutoPilot(_inbox);
        auctions.Tell(new SubscriptionProtocol.Subscribe(Probe.Ref, codes.Count > 0 ? codes : null));
    }

    /// <summary>The probe underneath: hears whatever else it is told, such as <see cref="SubscriptionProtocol.SubscriptionRefused"/>.</summary>
    public TestProbe Probe { get; }

    /// <summary>Bounds a failure over a socket, not a test. 20 s by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Kinds that are heard only when they are expected by name. By default registrations, and phases, which the clock changes too;
    /// empty for none.
    /// </summary>
    public IReadOnlySet<ChangeKind> PassedOver { get; set; } = new HashSet<ChangeKind> { ChangeKind.Registration, ChangeKind.Phase };

    /// <summary>A probe on any router, for example one that is fed over a socket.</summary>
    /// <param name="kit">The test.</param>
    /// <param name="auctions">The router.</param>
    /// <param name="codes">The codes; all that are followed when none is named.</param>
    public static AuctionProbe On(TestKitBase kit, IActorRef auctions, params OptionCode[] codes) => On(kit, auctions, Demand.KeepsUp, codes);

    /// <summary>As <see cref="On(TestKitBase, IActorRef, OptionCode[])"/>, with demand as the test wants it.</summary>
    public static AuctionProbe On(TestKitBase kit, IActorRef auctions, Demand demand, params OptionCode[] codes) => new(kit, auctions, codes, demand, null);

    /// <summary>The first word on a code.</summary>
    /// <returns>The auction as it was then.</returns>
    public async Task<AuctionState> ExpectSnapshotAsync(OptionCode? code = null) => (await ExpectChangeAsync(ChangeKind.Snapshot, code)).Current;

    /// <summary>A change of one kind.</summary>
    public Task<AuctionChanged> ExpectChangeAsync(ChangeKind kind, OptionCode? code = null) =>
        ExpectAsync(change => change.Kind == kind, kind.ToString().ToLowerInvariant(), code);

    /// <summary>A change of which something is true.</summary>
    /// <param name="wanted">What is true of it.</param>
    /// <param name="what">The same in words, for the message of a failed test.</param>
    /// <param name="code">The code; any when none is given.</param>
    public Task<AuctionChanged> ExpectChangeAsync(Predicate<AuctionChanged> wanted, string what, OptionCode? code = null) => ExpectAsync(wanted, what, code);

    /// <summary>An indication at this price.</summary>
    /// <param name="won">Won; <see langword="null"/> when nothing would match.</param>
    /// <param name="code">The code; any when none is given.</param>
    public Task<AuctionChanged> ExpectIndicationAsync(decimal? won, OptionCode? code = null)
    {
        var price = won is { } some ? Won.Of(some) : Won.None;
        return ExpectAsync(change => change.Kind == ChangeKind.Indication && change.Current.Latest.Price == price, $"indication {ChangeText.Of(price)}", code);
    }

    /// <summary>Word that records may be missing. That the indication is stale meanwhile is not in the way.</summary>
    /// <param name="reason">Why; any when none is given.</param>
    /// <param name="code">The code; any when none is given.</param>
    public async Task<Gap> ExpectGapAsync(GapReason? reason = null, OptionCode? code = null) => (await ExpectAsync(
        change => change.Kind == ChangeKind.Gap && change.Current.LastGap.Reason == (reason ?? change.Current.LastGap.Reason),
        reason is null ? "gap" : $"gap ({reason})", code, change => change.Kind == ChangeKind.Stale)).Current.LastGap;

    /// <summary>The last indication of a call, and with it word that it is no longer current.</summary>
    /// <param name="won">Won.</param>
    /// <param name="code">The code; any when none is given.</param>
    public async Task<AuctionState> ExpectCrossAsync(decimal won, OptionCode? code = null)
    {
        var price = Won.Of(won);
        var crossed = await ExpectAsync(
            change => change is { Kind: ChangeKind.Indication, Current.Session.Phase: Market.AuctionPhase.Crossed } && change.Current.Latest.Price == price,
            $"cross at {ChangeText.Of(price)}", code);
        return (await ExpectAsync(change => change is { Kind: ChangeKind.Stale, Current.Stale: StaleReason.CallEnded }, "stale (CallEnded)", crossed.Current.Code)).Current;
    }

    /// <summary>
    /// Nothing but <see cref="PassedOver"/> came and nothing is under way from the router to here, which is asked of everybody in between
    /// rather than waited for. What is still in a socket is not under way from the router.
    /// </summary>
    public async Task ExpectNothingMoreAsync()
    {
        await SettleAsync();
        Drain();
        var more = _pending.Where(change => !PassedOver.Contains(change.Kind)).ToArray();
        if (more.Length > 0) throw Failed("nothing more", $"{Lines(more.Select(change => ChangeText.Of(change)))}\ncame");
        _pending.Clear();
    }

    /// <summary>Acknowledges the delivery under way, so that the next one may come; of a probe that grants by hand.</summary>
    public async Task GrantAsync()
    {
        if (_settle is null && !_inbox.IsUnderWay && _pending.Count == 0) await MoreAsync(); // the delivery that comes unasked
        if (!_inbox.Grant()) throw Failed("a delivery to acknowledge", "none is under way");
        if (_settle is not null) await _settle();
    }

    internal void KeepUp() => _inbox.KeepUp();

    private async Task<AuctionChanged> ExpectAsync(Predicate<AuctionChanged> wanted, string what, OptionCode? code, Predicate<AuctionChanged>? notInTheWay = null)
    {
        what = code is { } named ? $"{named} {what}" : what;
        var from = 0;
        do
        {
            Drain();
            for (; from < _pending.Count; from++)
            {
                var change = _pending[from];
                if (code is { } of && change.Current.Code != of) continue;
                if (wanted(change)) return Take(from);
                if (!PassedOver.Contains(change.Kind) && notInTheWay?.Invoke(change) != true) throw Failed(what, $"{ChangeText.Of(change)} came");
            }
        }
        while (await MoreAsync());
        throw Failed(what, _inbox.IsUnderWay ? "nothing came, and a delivery is under way that was not granted another one: see GrantAsync" : "nothing came");
    }

    /// <summary>The change at a place, and none of its code before it: those were passed over.</summary>
    private AuctionChanged Take(int place)
    {
        var change = _pending[place];
        for (; place >= 0; place--)
            if (_pending[place].Current.Code == change.Current.Code) _pending.RemoveAt(place);
        return change;
    }

    private void Drain()
    {
        if (_inbox.Changes.Completion is { IsFaulted: true, Exception: { } full }) throw full;
        while (_inbox.Changes.TryRead(out var change))
        {
            _pending.Add(change);
            _heard.Enqueue(ChangeText.Of(change));
            if (_heard.Count > HeardKept) _heard.Dequeue();
        }
    }

    /// <returns>False when nothing more can come, or did not in time.</returns>
    private async Task<bool> MoreAsync()
    {
        if (_settle is not null) await _settle();
        else if (!_inbox.IsUnderWay) await ArrivalAsync();
        return _inbox.Changes.TryPeek(out _);
    }

    private async Task ArrivalAsync()
    {
        try
        {
            await _inbox.Changes.WaitToReadAsync().AsTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // what came instead is nothing
        }
    }

    private Task SettleAsync() => _settle is null ? Settling.OfAsync(_auctions, () => [Probe.Ref]) : _settle();

    private XunitException Failed(string expected, string instead) =>
        new($"expected {expected}, and {instead}\nheard so far, newest last:{(_heard.Count > 0 ? Lines(_heard) : " nothing")}");

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line}"));
}
