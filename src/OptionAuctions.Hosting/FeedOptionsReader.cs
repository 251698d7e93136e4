using Microsoft.Extensions.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>Configuration to options. What is unknown or impossible fails here, by its key, before anything is started.</summary>
public static class FeedOptionsReader
{
    /// <summary>Reads the section <see cref="FeedOptions.Section"/> of a host's configuration.</summary>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Has the last word, before the options are checked.</param>
    /// <param name="clock">Says what day it is, for the series that have expired; default the system's.</param>
    /// <returns>Options whose codes are all there, those of files and series too; what is amiss with the master file is in their warnings.</returns>
    /// <exception cref="FeedOptionsException">A key is unknown, or a value impossible.</exception>
    public static FeedOptions Read(IConfiguration configuration, Action<FeedOptions>? change = null, TimeProvider? clock = null) =>
        Resolved(Bound(configuration, change), clock);

    /// <summary>Options made in code, checked; the codes file and the series are read into their codes.</summary>
    /// <exception cref="FeedOptionsException">A value is impossible, or the codes file cannot be read.</exception>
    public static FeedOptions Check(FeedOptions options, Action<FeedOptions>? change = null, TimeProvider? clock = null) =>
        Resolved(Checked(options, change), clock);

    /// <summary>As <see cref="Read"/>, but for the series: their codes depend on the day.</summary>
    internal static FeedOptions Bound(IConfiguration configuration, Action<FeedOptions>? change)
    {
        var section = configuration.GetSection(FeedOptions.Section);
        var unknown = UnknownKeys.In(section).ToArray();
        if (unknown.Length > 0) throw new FeedOptionsException(unknown);

        var options = new FeedOptions();
        try
        {
            section.Bind(options);
            options.Series = Items(section, nameof(options.Series), item => item.Get<SeriesOptions>() ?? new SeriesOptions());
            options.PathWindows = Items(section, nameof(options.PathWindows), item => item.Get<TimeSpan>());
        }
        catch (InvalidOperationException cause) // names the key and the value; no secret is ever converted to a number
        {
            throw new FeedOptionsException([cause.Message]);
        }

        return Checked(options, change);
    }

    /// <summary>As <see cref="Check"/>, but for the series: their codes depend on the day.</summary>
    internal static FeedOptions Checked(FeedOptions options, Action<FeedOptions>? change)
    {
        change?.Invoke(options);
        var problems = new List<string>();
        if (options.CodesFile.Length > 0) options.Codes.AddRange(CodesOf(options.CodesFile, problems));
        options.CodesFile = "";
        problems.AddRange(FeedOptionsValidation.Check(options));
        problems.AddRange(ReferenceReader.Check(options));
        return problems.Count == 0 ? options : throw new FeedOptionsException(problems);
    }

    /// <summary>One by one: a list leaves out in silence what it cannot read.</summary>
    private static List<T> Items<T>(IConfigurationSection section, string list, Func<IConfigurationSection, T> read) =>
        [.. section.GetSection(list).GetChildren().Select(read)];

    private static FeedOptions Resolved(FeedOptions options, TimeProvider? clock)
    {
        ReferenceReader.Resolve(options, MarketTime.Now(clock ?? TimeProvider.System));
        return options;
    }

    private static List<string> CodesOf(string file, List<string> problems)
    {
        var codes = new List<string>();
        const string key = $"{FeedOptions.Section}:{nameof(FeedOptions.CodesFile)}";
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)))
            {
                number++;
                var code = line.Split('#')[0].Trim();
                if (code.Length == 0) continue;
                if (OptionCode.TryParse(code, out _)) codes.Add(code);
                else problems.Add($"{key} '{file}', line {number}: '{code}' is not an option code: one to {OptionCode.MaxLength} of A-Z and 0-9");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{key} '{file}' cannot be read: {cause.Message}");
        }

        return codes;
    }
}
