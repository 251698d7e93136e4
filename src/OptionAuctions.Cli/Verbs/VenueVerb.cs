using System.CommandLine;
using System.Net;
using OptionAuctions.Cli.Recordings;
using OptionAuctions.Cli.Running;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions venue</c>.</summary>
internal sealed class VenueVerb
{
    private static readonly VenueOptions Default = new();

    private readonly Option<int> _port = new("--port")
    {
        HelpName = "N", CustomParser = Arguments.Whole(0, IPEndPoint.MaxPort), DefaultValueFactory = _ => Default.Port,
        Description = "TCP port. Default: 0, any free one.",
    };

    private readonly Option<IPAddress?> _listen = new("--listen")
    {
        HelpName = "ADDRESS", CustomParser = Arguments.Address, DefaultValueFactory = _ => Default.ListenAddress,
        Description = "Address to listen on; 0.0.0.0 for all. Default: 127.0.0.1, which only this machine can reach.",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        HelpName = "N", CustomParser = Arguments.Whole(int.MinValue, int.MaxValue), DefaultValueFactory = _ => Default.Seed,
        Description = "Seed of the prices and times; the same seed gives the same market. Default: 7.",
    };

    private readonly Option<double> _speed = new("--speed")
    {
        HelpName = "X", CustomParser = Arguments.Number(0.01, 10_000), DefaultValueFactory = _ => Default.Speed,
        Description = "Seconds of the venue's clock per second. Default: 1.",
    };

    private readonly Option<double?> _gap = new("--gap")
    {
        HelpName = "PERCENT", CustomParser = Arguments.Gap,
        Description = "Percent by which every stock opens above its previous close, or below it with a minus. Default: a small gap drawn by the seed.",
    };

    private readonly Option<string?> _scenario = new("--scenario")
    {
        HelpName = "NAME",
        Description = "Faults of the venue: a name from --list, or a file of your own. Default: calm, nothing goes wrong.",
    };

    private readonly Option<string?> _master = new("--master")
    {
        HelpName = "FILE",
        Description = "Series listed, in the format of fo_stk_code_mts.mst. Default: a made-up listing of 32 underlyings.",
    };

    private readonly Option<bool> _all = new("--all-codes") { Description = "Trades every listed series. Default: the usual 42 and no others." };

    private readonly Option<bool> _paper = new("--paper")
    {
        Description = "Is the venue's paper host, which has H0STASP0 and H0STCNT0 and refuses options, for 'rehearse'. Default: the real one.",
    };

    private readonly Option<string?> _replay = new("--replay")
    {
        HelpName = "PATH",
        Description = "Plays a recording, a file or a folder of them, unchanged and at its times, and has no market. Default: the market.",
    };

    private readonly Option<TimeSpan?> _lead = new("--lead")
    {
        HelpName = "10s", CustomParser = Arguments.Duration,
        Description = "Time from the first registration to the first message of --replay, up to 1h. Default: 10s, for 41 registrations.",
    };

    private readonly Option<bool> _list = new("--list") { Description = "Lists the scenarios, one line each, and ends. Default: off." };

    private readonly Option<TimeSpan?> _for = new("--for")
    {
        HelpName = "20s", CustomParser = Arguments.Duration,
        Description = "Ends by itself after this long, in ms, s, m or h. Default: at Ctrl+C.",
    };

    /// <summary>A time at which the order books and trades of stocks come every second, so that a rehearsal sees both.</summary>
    private static DateTimeOffset InSession { get; } = new(DateOnly.FromDateTime(Default.StartsAt.DateTime), new TimeOnly(9, 5), MarketTime.Offset);

    public VenueVerb(CliEnvironment environment)
    {
        Command = new Command("venue", "Starts the simulated venue on its own and writes its addresses to stdout. It accepts any app key, and its clock\n"
            + "begins just before an opening call; that of the paper host in session, when stocks trade.")
        {
            _port, _listen, _seed, _speed, _gap, _scenario, _master, _all, _paper, _replay, _lead, _list, _for,
        };
        Command.SetAction((parsed, stop) => parsed.GetValue(_list)
            ? VenueFiles.ListScenariosAsync(environment)
            : RunAsync(parsed, Options(parsed), environment, stop));
    }

    public Command Command { get; }

    private Task<int> RunAsync(ParseResult parsed, VenueOptions options, CliEnvironment environment, CancellationToken stop) =>
        VenueRun.RunAsync(options, Replay(parsed, options.Scenario, environment), parsed.GetValue(_for), environment, stop);

    private VenueReplay? Replay(ParseResult parsed, Scenario scenario, CliEnvironment environment)
    {
        if (parsed.GetValue(_replay) is not { } path)
            return parsed.GetResult(_lead) is null ? null : throw new CliException("--lead is about --replay, which is not asked for", ExitCode.Usage);
        Option[] ofMarket = [_seed, _gap, _master, _all, _paper];
        if (ofMarket.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
            throw new CliException($"--replay and {other.Name} cannot go together: what is replayed comes from no market", ExitCode.Usage);
        return scenario.ChangesMarket
            ? throw new CliException($"--replay and --scenario '{scenario}' cannot go together: it changes the market, and a replay has none", ExitCode.Usage)
            : VenueReplay.Open(path, problem => environment.Error.WriteLine($"auctions: {problem}"));
    }

    private VenueOptions Options(ParseResult parsed) => Default with
    {
        Port = parsed.GetValue(_port),
        ListenAddress = parsed.GetValue(_listen)!,
        Seed = parsed.GetValue(_seed),
        Speed = parsed.GetValue(_speed),
        OvernightGap = parsed.GetValue(_gap),
        IsPaper = parsed.GetValue(_paper),
        ReplayLead = parsed.GetValue(_lead) ?? Default.ReplayLead,
        StartsAt = parsed.GetValue(_paper) ? InSession : Default.StartsAt,
        Codes = parsed.GetValue(_all) ? [] : Default.Codes,
        Listing = parsed.GetValue(_master) is { } master ? VenueFiles.Listing(master) : Default.Listing,
        Scenario = parsed.GetValue(_scenario) is { } scenario ? VenueFiles.Scenario(scenario) : Default.Scenario,
    };
}
