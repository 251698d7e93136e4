using System.Globalization;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Running;
using OptionAuctions.Hosting;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The plan of a rehearsal, made before anything is dialed: addresses, stocks, time limit and the options of the feed.</summary>
internal sealed class RehearsalPlan
{
    /// <summary>The time for records, and for PINGPONG, when none is typed: the venue sends one after 20 s or so.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(1);

    /// <summary>The stocks when none are typed: two that trade all day.</summary>
    public static readonly IReadOnlyList<Instrument> DefaultStocks = [new("005930"), new("000660")];

    private static readonly RecordKind[] Kinds = [RecordKind.ExpectedExecution, RecordKind.Trade];

    private readonly RehearsalRequest _request;

    private RehearsalPlan(RehearsalRequest request, IConfiguration configuration, TimeProvider time)
    {
        _request = request;
        RehearsalTarget.Check(WsUrl, ApprovalUrl);
        Options = Read(configuration);
        Reference = Options.Resolve(MarketTime.Now(time));
        var started = MarketTime.Now(time).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        RawFile = request.RawFile is { } file ? Path.GetFullPath(file) : Path.Combine(Options.StateFolder, $"rehearsal-{started}.log");
    }

    /// <summary>The stocks, each once.</summary>
    public IReadOnlyList<Instrument> Stocks => [.. (_request.Stocks ?? DefaultStocks).Distinct()];

    /// <summary>The registrations: order book and trades of each stock, in the order in which the feed requests them.</summary>
    public IEnumerable<Topic> Topics => from kind in Kinds from stock in Stocks select new Topic(stock, kind);

    /// <summary>The TRs of the registrations.</summary>
    public IEnumerable<RecordLayout> Layouts => Kinds.Select(kind => RecordLayout.For(new Topic(Stocks[0], kind))!);

    /// <summary>Longest wait for the first records of all TRs together, and as long for PINGPONG.</summary>
    public TimeSpan Patience => _request.For ?? DefaultPatience;

    /// <summary>The WebSocket to dial.</summary>
    public Uri WsUrl => _request.WsUrl ?? RehearsalTarget.PaperSocket;

    /// <summary>The host that issues approval keys.</summary>
    public Uri ApprovalUrl => _request.ApprovalUrl ?? RehearsalTarget.PaperApproval;

    /// <summary>The options of the feed, checked.</summary>
    public FeedOptions Options { get; }

    /// <summary>The reference data of the market.</summary>
    public ReferenceData Reference { get; }

    /// <summary>Path of the file for the messages as received.</summary>
    public string RawFile { get; }

    /// <summary>Makes the plan.</summary>
    /// <exception cref="CliException">The request, or the configuration, is impossible.</exception>
    public static RehearsalPlan Make(RehearsalRequest request, IConfiguration configuration, TimeProvider time) =>
        SimulatedVenue.IsNeeded(configuration)
            ? throw new CliException(
                "a rehearsal needs an app key, one of a paper account (모의투자) at the paper host: set OptionAuctions__AppKeys__0__AppKey and "
                + "OptionAuctions__AppKeys__0__AppSecret in the environment",
                ExitCode.Usage)
            : new RehearsalPlan(request, configuration, time);

    /// <summary>Changes options so that the feed follows stocks at the venue of the plan, with the first app key.</summary>
    public void Apply(FeedOptions options, IReadOnlyList<Instrument> stocks)
    {
        options.AppKeys = [.. options.AppKeys.Take(1)];
        (options.WsUrl, options.ApprovalUrl) = (WsUrl, ApprovalUrl);
        options.Codes = [.. stocks.Select(stock => stock.ToString())];
        (options.CodesFile, options.MasterFile, options.Series, options.Market.CanaryCode) = ("", "", [], "");
        options.Auctions.FinalPrice = FinalPriceSource.CrossTrade; // by which trades are registered
        if (options.Connection.KeepAliveInterval == TimeSpan.Zero) options.Connection.KeepAliveInterval = PingEvery; // which a run does not send
    }

    private FeedOptions Read(IConfiguration configuration)
    {
        try
        {
            return FeedOptionsReader.Read(configuration, options => Apply(options, Stocks));
        }
        catch (FeedOptionsException cause)
        {
            throw new CliException(string.Join('\n', cause.Problems), ExitCode.Usage);
        }
    }
}
