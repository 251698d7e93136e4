using Microsoft.Extensions.Configuration;
using OptionAuctions.Hosting;
using OptionAuctions.Market;
using OptionAuctions.Venue;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>What a run will do, decided before anything is started.</summary>
internal sealed class RunPlan
{
    private const string NoCodes = "there are no codes to follow: name some with --codes or --underlying, or a file of them as OptionAuctions:CodesFile";

    private static readonly FeedOptions Default = new();

    private readonly RunRequest _request;
    private readonly VenueServer? _venue;

    private RunPlan(RunRequest request, IConfiguration configuration, TimeProvider time)
    {
        (_request, OnSimulatedVenue) = (request, SimulatedVenue.StandsIn(configuration));
        Time = OnSimulatedVenue ? SimulatedVenue.ClockAtStart : time;
        Options = Read(configuration);
        Reference = ReferenceReader.Read(Options, MarketTime.Now(Time), []);
        Warnings = [.. Options.Warnings.Select(InWordsTyped)];
        Codes = [.. Options.Codes.Select(code => new OptionCode(code)).Distinct()];
        if (Codes.Count == 0) throw new CliException(Warnings.Count > 0 ? string.Join('\n', Warnings) : NoCodes, ExitCode.Usage);
    }

    private RunPlan(RunPlan decided, IConfiguration configuration, VenueServer venue)
    {
        (_request, _venue, OnSimulatedVenue, Time) = (decided._request, venue, true, venue.Clock);
        (Codes, Warnings, Reference) = (decided.Codes, decided.Warnings, decided.Reference);
        Options = Read(configuration);
    }

    /// <summary>True when there is nobody to dial but a venue in this process.</summary>
    public bool OnSimulatedVenue { get; }

    /// <summary>The options of the feed, checked.</summary>
    public FeedOptions Options { get; }

    /// <summary>The codes to follow, each once; those of series were chosen when the plan was made.</summary>
    public IReadOnlyList<OptionCode> Codes { get; } = [];

    /// <summary>What can be followed and somebody should know, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What is known of the market.</summary>
    public ReferenceData Reference { get; }

    /// <summary>The clock by which series were chosen; that of the venue once there is one, and until then of its first moment.</summary>
    public TimeProvider Time { get; }

    /// <summary>Decides what to follow, and whom to dial.</summary>
    /// <param name="request">What was typed.</param>
    /// <param name="configuration">What is configured.</param>
    /// <param name="time">The clock by which series are chosen, unless a simulated venue has a day of its own.</param>
    /// <exception cref="CliException">The request, or the configuration, is impossible.</exception>
    public static RunPlan Make(RunRequest request, IConfiguration configuration, TimeProvider time)
    {
        if (SimulatedVenue.StandsIn(configuration) && Target(request, configuration.GetSection(FeedOptions.Section)) is { } target)
        {
            throw new CliException(
                $"{target} says whom to dial, but there is no app key: set {Key("AppKey")} and {Key("AppSecret")} in the environment, or leave {target} out and meet the simulated venue",
                ExitCode.Usage);
        }

        return Choose(request, configuration, time);
    }

    /// <summary>As <see cref="Make"/>, by somebody who will not dial.</summary>
    public static RunPlan Choose(RunRequest request, IConfiguration configuration, TimeProvider time) => new(request, configuration, time);

    /// <summary>The same plan, with the simulated venue where it listens.</summary>
    public RunPlan Towards(VenueServer venue, IConfiguration configuration) => new(this, configuration, venue);

    /// <summary>Lets the command line overrule the configuration, and what is decided overrule both.</summary>
    public void Apply(FeedOptions options)
    {
        if (_request.MasterFile is { } file) options.MasterFile = Path.GetFullPath(file);
        if (_request.Codes is { } codes) Follow(options, codes, []);
        if (_request.Series is { } series) Follow(options, [], [series]);
        if (Codes.Count > 0)
        {
            Follow(options, Codes, []);
            options.MasterFile = ""; // it was read, and what there is to warn of was said
        }

        if (_request.WsUrl is { } wsUrl) options.WsUrl = wsUrl;
        if (_request.ApprovalUrl is { } approvalUrl) options.ApprovalUrl = approvalUrl;
        if (OnSimulatedVenue) SimulatedVenue.Apply(options, _venue);
    }

    private FeedOptions Read(IConfiguration configuration)
    {
        try
        {
            return FeedOptionsReader.Read(configuration, Apply, Time);
        }
        catch (FeedOptionsException wrong)
        {
            throw new CliException(string.Join('\n', wrong.Problems.Select(InWordsTyped)), ExitCode.Usage);
        }
    }

    /// <summary>What was typed is not in the configuration, and whoever typed it knows no key.</summary>
    private string InWordsTyped(string sentence)
    {
        const string series = $"{FeedOptions.Section}:{nameof(FeedOptions.Series)}:0", stock = $"{series}:{nameof(SeriesOptions.Underlying)}";
        if (_request.Series is not null)
            sentence = sentence.Replace(stock, "--underlying", StringComparison.Ordinal).Replace(series, "--underlying", StringComparison.Ordinal);
        return _request.MasterFile is null ? sentence : sentence.Replace($"{FeedOptions.Section}:{nameof(FeedOptions.MasterFile)} ", "--master ", StringComparison.Ordinal);
    }

    private static void Follow(FeedOptions options, IEnumerable<OptionCode> codes, List<SeriesOptions> series) =>
        (options.Codes, options.CodesFile, options.Series) = ([.. codes.Select(code => code.ToString())], "", series);

    /// <summary>The option or key by which somebody says that a real connection is meant.</summary>
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
