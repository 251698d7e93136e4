using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>
/// Finds sections of a host's configuration that are meant for a feed and are not read: a name that is a letter off, and names with one underscore in
/// the place of two, as a variable of the environment may have them.
/// </summary>
internal static class MisspelledSection
{
    /// <summary>Returns a sentence for each such section, which begins with its name.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <param name="feed">The section that is to be read. One of a feed with a name is missed only when it is not there: names of feeds may be alike.</param>
    public static IEnumerable<string> In(IConfiguration configuration, FeedSection feed) => [.. OfOptions(configuration), .. OfFeed(configuration, feed)];

    private static IEnumerable<string> OfFeed(IConfiguration configuration, FeedSection feed) =>
        feed.Feed.Length > 0 && !configuration.GetSection(feed.Path).Exists()
            && NearestName.To(feed.Feed, configuration.GetSection(FeedSection.Feeds).GetChildren().Select(section => section.Key)) is { } nearest
            ? [$"{FeedSection.Feeds}:{nearest} is not read: the options of the feed '{feed.Feed}' are in the section {feed.Path}"]
            : [];

    private static IEnumerable<string> OfOptions(IConfiguration configuration) => configuration.GetChildren()
        .Where(section => !section.Key.Equals(FeedOptions.Section, StringComparison.OrdinalIgnoreCase))
        .Select(section => (section.Path, Hint: HintOn(section.Key)))
        .Where(section => section.Hint is not null)
        .Select(section => $"{section.Path} {section.Hint}");

    private static string? HintOn(string name) =>
        name.StartsWith($"{FeedOptions.Section}_", StringComparison.OrdinalIgnoreCase)
            ? $"is not read: two underscores separate the parts of a key in the environment, as in {FeedOptions.Section}__Connection__Capacity"
        : NearestName.To(name, [FeedOptions.Section]) is { } nearest ? $"is not read: the options of a feed are in the section {nearest}"
        : null;
}
