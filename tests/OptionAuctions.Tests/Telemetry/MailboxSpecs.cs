using System.Diagnostics.Metrics;
using System.Globalization;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Tests.Codes;
using OptionAuctions.Wire;
using Xunit.Abstractions;
using static OptionAuctions.Subscribers.SubscriptionProtocol;

namespace OptionAuctions.Tests.Telemetry;

/// <summary>However much happens at once, no mailbox is longer than its protocol allows, and when it is over nothing of it is kept.</summary>
[Collection(nameof(Alone))]
public sealed class MailboxSpecs(ITestOutputHelper output) : CodeActorKit(output)
{
    private const int Codes = 820, Subscribers = 100, Rounds = 3;
    private const long Tolerance = 2 << 20; // bytes: the last delivery or two, a megabyte each, that a thread at rest or an actor that ended still holds; the run takes fifty times that

    private static readonly OptionCode[] All = [.. Enumerable.Range(0, Codes).Select(i => new OptionCode(string.Create(CultureInfo.InvariantCulture, $"B{i:00000000}")))];

    private int _runs;

    [Fact]
    public async Task A_hundred_subscribers_to_820_codes_of_which_one_does_not_ack_leave_no_mailbox_long_and_no_memory_taken()
    {
        var watch = CreateTestProbe("watch");
        Start(change: FollowAll);
        await RunAsync(watch, 2, inSteps: true); // what grows once and stays, at whoever is first
        var before = Heap();

        var during = await RunAsync(watch, Subscribers, inSteps: true);

        var after = Heap();
        await RunAsync(watch, Subscribers, inSteps: false);
        Output!.WriteLine($"heap {before:N0} B before, {during:N0} B with {Subscribers} subscribers, {after:N0} B after; {Mailboxes()}");
        Assert.True(during - before > 20 * Tolerance, $"{during - before} B were taken: there was nothing to give back");
        Assert.True(after - before < Tolerance, $"{after - before} B are kept");
        MailboxesKeptTheirBound();
        Assert.InRange(Counts.Mailboxes[MailboxKind.Subscription].Longest, 1, 9); // and not a message for each of 820 codes

        await LetGoAsync(watch);
        Assert.True(Heap() < before, "codes that were let go are kept");
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task An_actor_of_the_hosts_own_for_each_of_820_codes_some_of_which_block_and_throw_leaves_no_mailbox_long()
    {
        using var gate = new ManualResetEventSlim();
        var ear = CreateTestProbe("ear");
        var told = ear.Ref;
        Start((code, _) => Props.Create(() => new Strategy(told, auction => Act(code, auction.Revision, gate))), FollowAll);
        for (var snapshots = 0; snapshots < Codes; snapshots++) await ear.FishForMessageAsync<Heard>(heard => heard.Of == "snapshot", Patience);

        for (var round = 1; round <= Rounds; round++) await RouteAllAsync(All, round);
        await EventAsync<CodeActorRestarted>();
        Router.Tell(new FeedProtocol.Registrations([.. All.Select(code => new FeedProtocol.Registration(code, RegistrationStatus.Active, Some.Morning, ""))]));
        gate.Set();

        await TheIdentityHoldsAsync(); // which looks at mailboxes too
        Output!.WriteLine(Mailboxes());
        Assert.InRange(Counts.Mailboxes[MailboxKind.CodeActorHost].Longest, 1, 9);
    }

    [Fact]
    public async Task Letting_820_codes_go_at_once_is_a_word_or_two_to_a_subscription()
    {
        var watch = CreateTestProbe("watch");
        Start(change: FollowAll);
        var told = watch.Ref;
        Router.Tell(new Subscribe(Sys.ActorOf(Props.Create(() => new Hearer(told, 0, true))), All));
        await watch.ExpectMsgAsync<Done>(Patience); // of each code

        await LetGoAsync(watch);

        Assert.InRange(Counts.Mailboxes[MailboxKind.Subscription].Longest, 1, 9);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task Peaks_and_windows_are_exported_by_kind()
    {
        var (seen, isOurs) = (new Dictionary<(string, string?), int>(), false);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (isOurs && instrument.Name.StartsWith("option_auctions.mailbox", StringComparison.Ordinal)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Add((instrument.Name, tags[0].Value as string), value));
        listener.Start(); // which tells of those that other tests have left behind
        isOurs = true;
        using var meter = Some.Meter();
        meter.Mailboxes.There(children: 3, subscriptions: 2);
        var code = Sys.ActorOf(OptionCodeActor.Props(Some.Cell(meter), new Followers(meter), meter));
        await code.Ask<CodeProtocol.Settle>(CodeProtocol.Settle.Instance, Patience);

        listener.RecordObservableInstruments();

        Assert.Equal(2 * Enum.GetValues<MailboxKind>().Length, seen.Count);
        Assert.Equal((1, 8, 22), (seen[("option_auctions.mailbox.peak", "Code")], seen[("option_auctions.mailbox.window", "Code")], seen[("option_auctions.mailbox.window", "Router")]));
    }

    private static void FollowAll(FeedOptions options) => (options.Codes, options.CodesFollowed) = ([.. All.Select(code => $"{code}")], Codes);

    /// <summary>One blocks, one throws always, one on its second record.</summary>
    private static void Act(OptionCode code, long revision, ManualResetEventSlim gate)
    {
        if (code == All[0]) gate.Wait(Patience);
        if (code == All[1] || (code == All[2] && revision == 2)) throw new InvalidOperationException("thrown by the test");
    }

    /// <summary>Subscribers, the last of whom never acks, hear all codes for a few rounds and leave.</summary>
    /// <param name="watch">Whom they tell.</param>
    /// <param name="subscribers">How many.</param>
    /// <param name="inSteps">Each round is folded before the next, so that codes' queues, which keep the room they once took, are as long in each run.</param>
    /// <returns>Bytes of heap taken while they are there.</returns>
    private async Task<long> RunAsync(TestProbe watch, int subscribers, bool inSteps)
    {
        var (told, target) = (watch.Ref, ++_runs * Rounds);
        var hearers = Enumerable.Range(1, subscribers).Select(i => Sys.ActorOf(Props.Create(() => new Hearer(told, target, i < subscribers)))).ToArray();
        foreach (var hearer in hearers) Router.Tell(new Subscribe(hearer, All));
        var subscriptions = new List<IActorRef> { (await watch.ExpectMsgAsync<Done>(Patience)).Subscription }; // there is something not to be acked
        for (var round = 1; round <= Rounds; round++)
        {
            await RouteAllAsync(All, round);
            if (inSteps) await FoldedAsync();
        }

        while (subscriptions.Count < subscribers) subscriptions.Add((await watch.ExpectMsgAsync<Done>(Patience)).Subscription);
        var during = Heap();

        foreach (var subscription in subscriptions) await watch.WatchAsync(subscription);
        foreach (var hearer in hearers) Sys.Stop(hearer);
        await EndedAsync(watch, subscriptions);
        await FoldedAsync(); // each question is behind their leaving, at each code and at the router
        return during;
    }

    private async Task FoldedAsync()
    {
        foreach (var code in All) await AuctionAsync(code);
    }

    private async Task LetGoAsync(TestProbe watch)
    {
        var names = All.Select(code => $"{code}").ToHashSet();
        var actors = ((ActorRefWithCell)Router).Children.Where(child => names.Contains(child.Path.Name)).ToArray();
        foreach (var actor in actors) await watch.WatchAsync(actor);
        Router.Tell(new CodeProtocol.StopFollowing(All));
        await EndedAsync(watch, actors);
        Assert.Equal(Codes, actors.Length);
    }

    private static async Task EndedAsync(TestProbe watch, IEnumerable<IActorRef> all)
    {
        var left = all.ToHashSet();
        while (left.Count > 0) left.Remove((await watch.ExpectMsgAsync<Terminated>(Patience)).ActorRef);

        // A probe keeps its last sender, and by that the subscription, its subscriber and the last delivery, which is a megabyte.
        watch.Ref.Tell("over", ActorRefs.NoSender);
        await watch.ExpectMsgAsync("over", Patience);
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private string Mailboxes() => string.Join(", ", Counts.Mailboxes.OrderBy(m => m.Key).Select(m => $"{m.Key} {m.Value.Longest} of {m.Value.Window}"));

    /// <summary>Says once that it has heard of all codes up to a revision; one that does not ack, that it has heard anything.</summary>
    private sealed class Hearer(IActorRef told, long target, bool acks) : UntypedActor
    {
        private readonly HashSet<OptionCode> _reached = [];

        protected override void OnReceive(object message)
        {
            var changes = (AuctionChanges)message;
            foreach (var change in changes)
                if (change.Current.Revision >= target && _reached.Add(change.Current.Code) && _reached.Count == Codes) told.Tell(new Done(Sender));
            if (acks) Sender.Tell(changes.Ack);
            else told.Tell(new Done(Sender));
        }
    }

    private sealed record Done(IActorRef Subscription);
}

/// <summary>What measures the heap of the process runs when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
