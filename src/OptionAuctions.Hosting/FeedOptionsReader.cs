using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>Reads feed options from a configuration. An unknown key or an impossible value is reported here, by its key, before anything is started.</summary>
public static class FeedOptionsReader
{
    /// <summary>Reads the section <see cref="FeedOptions.Section"/> of a host's configuration, and the codes file that it names.</summary>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Changes the options after they are read and before they are checked.</param>
    /// <param name="reference">Replaces the files of the market's reference data that the options name.</param>
    /// <returns>
    /// Options that a feed can start on. The codes of <see cref="FeedOptions.Series"/> come with <see cref="FeedOptions.Resolve"/>: they
    /// depend on the day.
    /// </returns>
    /// <exception cref="FeedOptionsException">A key is unknown, or a value is impossible.</exception>
    public static FeedOptions Read(IConfiguration configuration, Action<FeedOptions>? change = null, ReferenceData? reference = null) =>
        Read(new FeedSection(""), configuration, change, reference);

    /// <summary>Reads the section of one of several feeds; otherwise as the other overload.</summary>
    internal static FeedOptions Read(FeedSection feed, IConfiguration configuration, Action<FeedOptions>? change, ReferenceData? reference)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(feed.Path);
        string[] problems = [.. MisspelledSection.In(configuration, feed), .. SectionProblems.In(section)];
        return problems.Length == 0 ? Check(feed, Bind(section), change, reference) : throw new FeedOptionsException([.. problems.Select(feed.WithKeys)]);
    }

    /// <summary>Checks options made in code, and reads the codes file that they name.</summary>
    /// <param name="options">The options.</param>
    /// <param name="change">Changes the options before they are checked.</param>
    /// <param name="reference">Replaces the files of the market's reference data that the options name.</param>
    /// <returns>The same options; a feed can start on them.</returns>
    /// <exception cref="FeedOptionsException">A value is impossible, or the codes file cannot be read.</exception>
    public static FeedOptions Check(FeedOptions options, Action<FeedOptions>? change = null, ReferenceData? reference = null) =>
        Check(new FeedSection(""), options, change, reference);

    /// <summary>Checks the options of one of several feeds; otherwise as the other overload.</summary>
    internal static FeedOptions Check(FeedSection feed, FeedOptions options, Action<FeedOptions>? change, ReferenceData? reference)
    {
        ArgumentNullException.ThrowIfNull(options);
        change?.Invoke(options);
        var problems = new List<string>();
        if (options is { CodesFile.Length: > 0, Codes: { } codes })
        {
            codes.AddRange(CodesFile.Read(options.CodesFile, problems));
            options.CodesFile = "";
        }

        problems.AddRange(options.Validate(reference));
        return problems.Count == 0 ? options : throw new FeedOptionsException([.. problems.Select(feed.WithKeys)]);
    }

    /// <summary>
    /// Binds a section that has no problem. A key with <see langword="null"/> or nothing but blanks, as a variable that is set to nothing has, counts as
    /// left out. Items of lists are bound one by one: the binder skips one that it cannot read.
    /// </summary>
    private static FeedOptions Bind(IConfigurationSection section)
    {
        var values = section.AsEnumerable().Where(pair => !string.IsNullOrWhiteSpace(pair.Value));
        var given = new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(section.Path);
        List<T> Items<T>(string list, Func<IConfigurationSection, T> read) =>
            [.. section.GetSection(list).GetChildren().Select(item => read(given.GetSection($"{list}:{item.Key}")))];

        var options = new FeedOptions();
        try
        {
            given.Bind(options);
        }
        catch (InvalidOperationException cause) // the message names the key and the value; no secret is ever converted to a number
        {
            throw new FeedOptionsException([cause.Message]);
        }

        options.AppKeys = Items(nameof(options.AppKeys), item => item.Get<AppKeyOptions>() ?? new AppKeyOptions());
        options.Series = Items(nameof(options.Series), item => item.Get<SeriesQuery>() ?? new SeriesQuery());
        options.Auctions.PathWindows = Items($"{nameof(options.Auctions)}:{nameof(options.Auctions.PathWindows)}", item => item.Get<TimeSpan>());
        return options;
    }
}
