using Microsoft.Extensions.Configuration;
using OptionAuctions.Hosting;
using OptionAuctions.Venue;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>What a run will do, decided before anything is started.</summary>
internal sealed class RunPlan
{
    private static readonly FeedOptions Default = new();

    private readonly RunRequest _request;
    private readonly VenueServer? _venue;

    private RunPlan(RunRequest request, IConfiguration configuration, bool simulated, VenueServer? venue)
    {
        (_request, OnSimulatedVenue, _venue) = (request, simulated, venue);
        try
        {
            Options = FeedOptionsReader.Read(configuration, Apply);
        }
        catch (FeedOptionsException wrong)
        {
            throw new CliException(string.Join('\n', wrong.Problems), ExitCode.Usage);
        }

        Codes = [.. Options.Codes.Select(code => new OptionCode(code)).Distinct()];
        if (Codes.Count == 0) throw new CliException("there are no codes to follow: name some with --codes, or a file of them as OptionAuctions:CodesFile", ExitCode.Usage);
    }

    /// <summary>True when there is nobody to dial but a venue in this process.</summary>
    public bool OnSimulatedVenue { get; }

    /// <summary>The options of the feed, checked.</summary>
    public FeedOptions Options { get; }

    /// <summary>The codes to follow, each once.</summary>
    public IReadOnlyList<OptionCode> Codes { get; }

    /// <summary>Decides.</summary>
    /// <exception cref="CliException">The request, or the configuration, is impossible.</exception>
    public static RunPlan Make(RunRequest request, IConfiguration configuration)
    {
        var section = configuration.GetSection(FeedOptions.Section);
        var credentials = section.GetSection(nameof(FeedOptions.AppKeys)).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value));
        if (!credentials && Target(request, section) is { } target)
        {
            throw new CliException(
                $"{target} says whom to dial, but there is no app key: set {Key("AppKey")} and {Key("AppSecret")} in the environment, or leave {target} out and meet the simulated venue",
                ExitCode.Usage);
        }

        return new RunPlan(request, configuration, simulated: !credentials, venue: null);
    }

    /// <summary>The same plan, with the simulated venue where it listens.</summary>
    public RunPlan Towards(VenueServer venue, IConfiguration configuration) => new(_request, configuration, simulated: true, venue);

    /// <summary>Lets the command line overrule the configuration.</summary>
    public void Apply(FeedOptions options)
    {
        if (_request.Codes is { } codes) (options.Codes, options.CodesFile) = ([.. codes.Select(code => code.ToString())], "");
        if (_request.WsUrl is { } wsUrl) options.WsUrl = wsUrl;
        if (_request.ApprovalUrl is { } approvalUrl) options.ApprovalUrl = approvalUrl;
        if (!OnSimulatedVenue) return;

        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("made-up-key"), AppSecret = new Secret("made-up-secret") }];
        options.WsUrl = _venue?.WebSocketUrl ?? new Uri("ws://127.0.0.1/tryitout");
        options.ApprovalUrl = _venue?.ApprovalUrl ?? new Uri("http://127.0.0.1");
    }

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
