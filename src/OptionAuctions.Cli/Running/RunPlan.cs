using Microsoft.Extensions.Configuration;
using OptionAuctions.Hosting;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The plan of a run, made before anything is started: the codes to follow and the options of the feed.</summary>
internal sealed class RunPlan
{
    private const string NoCodes = "there are no codes to follow: name some with --codes or --underlying, or a file of them as OptionAuctions:CodesFile";

    private static readonly FeedOptions Default = new();

    private readonly RunRequest _request;
    private readonly VenueServer? _venue;
    private readonly IReadOnlyList<Instrument> _listed = []; // the codes that stand in no series

    private RunPlan(RunRequest request, IConfiguration configuration, TimeProvider time)
    {
        (_request, OnSimulatedVenue) = (request, SimulatedVenue.IsNeeded(configuration));
        Time = OnSimulatedVenue ? SimulatedVenue.ClockAtStart : time;
        Options = Read(configuration, reference: null);
        _listed = [.. Options.Codes.Select(code => new Instrument(code))];
        Reference = Options.Resolve(MarketTime.Now(Time));
        Warnings = [.. Options.Warnings.Select(WithOptionNames)];
        Codes = [.. Options.Codes.Select(code => new Instrument(code)).Distinct()];
        if (Codes.Count == 0) throw new CliException(Warnings.Count > 0 ? string.Join('\n', Warnings) : NoCodes, ExitCode.Usage);
    }

    private RunPlan(RunPlan plan, IConfiguration configuration, VenueServer venue)
    {
        (_request, _venue, _listed, OnSimulatedVenue, Time) = (plan._request, venue, plan._listed, true, venue.Clock);
        (Codes, Warnings, Reference) = (plan.Codes, plan.Warnings, plan.Reference);
        Options = Read(configuration, Reference);
    }

    /// <summary>True when there are no credentials, so that the run connects to a simulated venue in this process.</summary>
    public bool OnSimulatedVenue { get; }

    /// <summary>The options of the feed, checked.</summary>
    public FeedOptions Options { get; }

    /// <summary>The query of the chain that is followed; <see langword="null"/> when codes are.</summary>
    public SeriesQuery? Chain => _request.Series;

    /// <summary>The codes to follow, each once; those of series were chosen when the plan was made.</summary>
    public IReadOnlyList<Instrument> Codes { get; } = [];

    /// <summary>Defects that the run can start with and a person should know, as sentences.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The reference data of the market.</summary>
    public ReferenceData Reference { get; }

    /// <summary>
    /// The clock by which series were chosen. For a simulated venue: the venue's clock once the venue runs, before that a clock that shows the venue's
    /// first moment.
    /// </summary>
    public TimeProvider Time { get; }

    /// <summary>Makes the plan of a run that connects to a venue.</summary>
    /// <param name="request">The request of the command line.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="time">The clock by which series are chosen, unless there is a simulated venue, which has its own day.</param>
    /// <exception cref="CliException">The request, or the configuration, is impossible.</exception>
    public static RunPlan Make(RunRequest request, IConfiguration configuration, TimeProvider time)
    {
        if (SimulatedVenue.IsNeeded(configuration) && Target(request, configuration.GetSection(FeedOptions.Section)) is { } target)
        {
            throw new CliException(
                $"{target} says whom to dial, but there is no app key: set {Key("AppKey")} and {Key("AppSecret")} in the environment, "
                + $"or leave {target} out to use the simulated venue",
                ExitCode.Usage);
        }

        if (request.Venue.Option is { } option && !SimulatedVenue.IsNeeded(configuration))
        {
            throw new CliException(
                $"{option} is for the simulated venue, and there are credentials, with which a real venue is dialed: leave it out", ExitCode.Usage);
        }

        return Choose(request, configuration, time);
    }

    /// <summary>Makes a plan as <see cref="Make"/> does, for a command that does not connect.</summary>
    public static RunPlan Choose(RunRequest request, IConfiguration configuration, TimeProvider time) => new(request, configuration, time);

    /// <summary>Returns the same plan with the addresses and the clock of a simulated venue that runs; itself without one.</summary>
    public RunPlan WithVenue(VenueServer? venue, IConfiguration configuration) => venue is null ? this : new(this, configuration, venue);

    /// <summary>Changes options so that the command line overrides the configuration, and the plan overrides both.</summary>
    public void Apply(FeedOptions options)
    {
        if (_request.MasterFile is { } file) options.MasterFile = Path.GetFullPath(file);
        if (_request.Codes is { } codes) SetCodes(options, codes, []);
        if (_request.Series is { } series) SetCodes(options, [], [series]);
        if (Codes.Count > 0)
        {
            if (options.Series.Exists(query => query.Moves)) SetCodes(options, _listed, options.Series); // chosen once more, by the feed, which moves them
            else SetCodes(options, Codes, []);
            options.MasterFile = ""; // the file was read when the plan was made, and its warnings are known
        }

        if (_request.WsUrl is { } wsUrl) options.WsUrl = wsUrl;
        if (_request.ApprovalUrl is { } approvalUrl) options.ApprovalUrl = approvalUrl;
        if (OnSimulatedVenue) SimulatedVenue.Apply(options, _venue, _request.Venue.Speed);
    }

    private FeedOptions Read(IConfiguration configuration, ReferenceData? reference)
    {
        try
        {
            return FeedOptionsReader.Read(configuration, Apply, reference);
        }
        catch (FeedOptionsException cause)
        {
            throw new CliException(string.Join('\n', cause.Problems.Select(WithOptionNames)), ExitCode.Usage);
        }
    }

    /// <summary>
    /// Replaces configuration keys in a sentence by the options that were typed for them: those values are not in the configuration, and the user does
    /// not know the keys.
    /// </summary>
    private string WithOptionNames(string sentence)
    {
        const string series = $"{FeedOptions.Section}:{nameof(FeedOptions.Series)}:0", stock = $"{series}:{nameof(SeriesQuery.Underlying)}";
        if (_request.Series is not null)
            sentence = sentence.Replace(stock, "--underlying", StringComparison.Ordinal).Replace(series, "--underlying", StringComparison.Ordinal);
        return _request.MasterFile is null
            ? sentence
            : sentence.Replace($"{FeedOptions.Section}:{nameof(FeedOptions.MasterFile)} ", "--master ", StringComparison.Ordinal);
    }

    private static void SetCodes(FeedOptions options, IEnumerable<Instrument> codes, List<SeriesQuery> series) =>
        (options.Codes, options.CodesFile, options.Series) = ([.. codes.Select(code => code.ToString())], "", series);

    /// <summary>Returns the option or key that requests a connection to a given venue; <see langword="null"/> when there is none.</summary>
    private static string? Target(RunRequest request, IConfigurationSection section)
    {
        if (request.WsUrl is not null) return "--ws-url";
        if (request.ApprovalUrl is not null) return "--approval-url";
        if (Differs(section[nameof(FeedOptions.WsUrl)], Default.WsUrl)) return $"{FeedOptions.Section}:{nameof(FeedOptions.WsUrl)}";
        return null;
    }

    private static bool Differs(string? text, Uri from) => !string.IsNullOrEmpty(text) && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url == from);

    private static string Key(string name) => $"{FeedOptions.Section}__{nameof(FeedOptions.AppKeys)}__0__{name}";
}
