using OptionAuctions.Codes;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests;

/// <summary>Values that a test needs and whose content does not matter to it.</summary>
internal static class Some
{
    public static Instrument Code { get; } = new("B11612083");

    public static Instrument OtherCode { get; } = new("C11612083");

    private static string Zeros { get; } = string.Concat(Enumerable.Repeat("^0.00", 46)); // what follows the columns that are read

    /// <summary>A moment in an opening call, KST.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    /// <summary>The end of that call.</summary>
    public static DateTimeOffset Nine { get; } = new(2026, 11, 23, 9, 0, 0, MarketTime.Offset);

    /// <summary>What codes' folds go by, with the shipped calendar and phase codes.</summary>
    public static FoldRules Rules(Action<FeedOptions>? change = null) => new(Options(change), ReferenceData.BuiltIn);

    /// <summary>The inbox of <see cref="Code"/>.</summary>
    public static AuctionInbox Inbox(FeedMeter meter, int bound = 1024) => new(Code, bound, new BatchBackpressure(64), Rules(), meter);

    public static FeedMeter Meter() => new(TimeProvider.System);

    public static ExpectedExecution Record(decimal price = 1060m, Instrument? code = null, TimeOnly? time = null, string phase = "311") => new(
        code ?? Code, time ?? new TimeOnly(8, 45, 0), Won.Of(price), Won.Of(-120m),
        new ChangeSign(ChangeDirection.Down), Percent.Of(-10.17m), new PhaseCode(phase));

    /// <summary>A data message with these records' codes and prices, as the venue writes it.</summary>
    public static byte[] Message(params (Instrument Code, decimal Price)[] records) => System.Text.Encoding.ASCII.GetBytes(
        $"0|H0ZOANC0|{records.Length:000}|" +
        string.Join('^', records.Select(r => FormattableString.Invariant($"{r.Code}^084500^{r.Price:0.00}^-120.00^5^-10.17^311"))));

    /// <summary>A data message with one trade of each of these codes at these prices, as the venue writes it.</summary>
    public static byte[] TradeMessage(params (Instrument Code, decimal Price)[] trades) => System.Text.Encoding.ASCII.GetBytes(
        $"0|H0ZOCNT0|{trades.Length:000}|" +
        string.Join('^', trades.Select(t =>
            FormattableString.Invariant($"{t.Code}^090000^{t.Price:0.00}^5^-120.00^-10.17^{t.Price:0.00}{Zeros}"))));

    /// <summary>The topic of a code's trades.</summary>
    public static Topic Trades(Instrument code) => new(code, RecordKind.Trade);

    /// <summary>An answer of the venue that names a registration.</summary>
    public static ControlMessage Answer(Topic topic) => new(RecordLayout.For(topic)!.TrId, topic.Code.ToString(), "0", "OPSP0000", "said");

    /// <summary>What the sessions of a feed share.</summary>
    public static FeedContext Feed(FeedOptions options, TimeProvider time, FeedMeter? meter = null, WebSocketConnector? connect = null)
    {
        meter ??= Meter();
        return new FeedContext(options, meter, time, new MessageIntake(options.Connection.BatchesQueued, meter, options.Connection.ReaderWait))
        {
            Connect = connect ?? WebSocketConnection.ConnectAsync,
        };
    }

    /// <summary>The session of a feed's first app key.</summary>
    public static AppKeySessionContext Session(FeedContext feed) => new(feed, appKey: 0);

    /// <summary>Options for a venue on this machine that answers at once.</summary>
    public static FeedOptions Options(Action<FeedOptions>? change = null)
    {
        var options = new FeedOptions
        {
            WsUrl = new Uri("ws://127.0.0.1:1/tryitout"),
            ApprovalUrl = new Uri("http://127.0.0.1:1"),
            AppKeys = [new AppKeyOptions { AppKey = Canary.AppKey, AppSecret = Canary.AppSecret }],
            Connection = { RequestPace = TimeSpan.Zero },
            Dialing =
            {
                ReconnectMin = TimeSpan.FromMilliseconds(10),
                ReconnectMax = TimeSpan.FromMilliseconds(20),
                SlotHeldWait = TimeSpan.FromMilliseconds(20),
            },
        };
        change?.Invoke(options);
        return options;
    }
}

/// <summary>The acknowledgement of one batch, as a message to a test.</summary>
internal sealed record BatchRouted
{
    public static BatchRouted Instance { get; } = new();

    /// <summary>Opens a stream at a router; the opening and each batch are acknowledged to an actor of the test.</summary>
    public static void OpenStream(Akka.Actor.IActorRef router, Akka.Actor.IActorRef test) =>
        router.Tell(new RoutingProtocol.StreamOpened(() => test.Tell(Instance, Akka.Actor.ActorRefs.NoSender)), Akka.Actor.ActorRefs.NoSender);
}

/// <summary>Secrets that are looked for wherever something is written.</summary>
internal static class Canary
{
    public static Secret AppKey { get; } = new("CANARY-APP-KEY-7f3b");

    public static Secret AppSecret { get; } = new("CANARY-APP-SECRET-91cd");

    public static void IsNotIn(string text)
    {
        Assert.DoesNotContain(AppKey.Reveal(), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(AppSecret.Reveal(), text, StringComparison.OrdinalIgnoreCase);
    }
}
