using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using OptionAuctions.Chains;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>
/// Akka's checks that messages and arguments of actors can be serialized are passed by every message: each says that it stays in the process.
/// </summary>
public sealed class SerializeMessagesSpecs(ITestOutputHelper output)
{
    private const string Checks = """
        akka.actor.serialize-messages = on
        akka.actor.serialize-creators = on
        """;

    private static readonly Instrument Code = new("B11612083");
    private static readonly Instrument Put = new("C11612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Notes _notes = new();

    [Fact]
    public async Task On_the_harness()
    {
        await using var feed = new HarnessFeed(CodeActorOf, output, Checks);
        await EverybodyIsToldAsync(feed);
    }

    [Fact]
    public async Task In_a_host_with_a_socket()
    {
        await using var feed = await HostedFeed.StartAsync(CodeActorOf, output, Checks);
        await EverybodyIsToldAsync(feed);
    }

    /// <summary>Each kind of subscriber and of question, and each end of a subscription, and no message is lost to the checks.</summary>
    private async Task EverybodyIsToldAsync(IFeedInTest feed)
    {
        var errors = feed.Sys.ActorOf(Props.Create(() => new Errors()).WithDeploy(Deploy.Local));
        feed.Sys.EventStream.Subscribe(errors, typeof(Error));
        var subscriber = feed.Sys.ActorOf(Props.Create(() => new GatedSubscriber(feed.Auctions, Code, _notes)).WithDeploy(Deploy.Local));
        await _notes.AreInAnyOrderAsync("code actor: Snapshot", "Snapshot");
        var chain = feed.Sys.ActorOf(ChainActor.Props(
            feed.Auctions, new OptionChain("005930", new DateOnly(2026, 12, 10), [new ChainSeries(Code, true, 160_000), new ChainSeries(Put, false, 160_000)]),
            new PricingTerms(), TimeProvider.System));
        var stream = AuctionSource.ReadAsync(feed.Auctions, feed.Sys.Materializer(), [Code]).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(Patience));

        await feed.IndicateAsync(Code, 1060);
        await _notes.AreInAnyOrderAsync("code actor: Indication 1060", "Indication 1060");
        Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(Patience));
        await chain.Ask<ChainView>(new ChainProtocol.GetChain(), Patience);
        Assert.Equal(1, (await feed.Auctions.Ask<AuctionState>(new GetAuction(Code), Patience)).Revision);
        Assert.Single((await feed.Auctions.Ask<RecentRevisions>(new GetRevisions(Code), Patience)).Revisions);

        subscriber.Tell("open");
        await _notes.AreAsync("opened");
        feed.Auctions.Tell(new StopFollowing([Put]));
        await feed.Auctions.Ask<CodeNotFollowed>(new GetAuction(Put), Patience);
        await stream.DisposeAsync();
        await feed.IdentityHoldsAsync();
        Assert.Empty(await errors.Ask<string>("so far", Patience));
    }

    private Props? CodeActorOf(Instrument code, ListedSeries? series) =>
        code == Code ? Props.Create(() => new Noting(_notes)).WithDeploy(Deploy.Local) : null;

    private sealed class Noting(Notes notes) : CodeActor
    {
        protected override void OnSnapshot(in AuctionState auction) => notes.Add($"code actor: {ChangeKind.Snapshot}");

        protected override void OnRecord(in AuctionChanged change) => notes.Add(FormattableString.Invariant(
            $"code actor: {change.Kind} {change.Current.Latest.Price.ToDecimal():0}"));
    }

    private sealed class Errors : ReceiveActor
    {
        public Errors()
        {
            var text = "";
            Receive<Error>(error => text += $"{error}\n");
            Receive<string>(_ => Sender.Tell(text));
        }
    }
}
