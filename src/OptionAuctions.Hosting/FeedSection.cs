using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>The section of a configuration with the options of one feed: <c>OptionAuctions</c>, or <c>OptionAuctions:Feeds:name</c>.</summary>
/// <param name="Feed">Name of the feed; empty for the feed without one.</param>
internal sealed record FeedSection(string Feed)
{
    /// <summary>The section whose children are the sections of the feeds with a name.</summary>
    public const string Feeds = $"{FeedOptions.Section}:{nameof(Feeds)}";

    /// <summary>The section of the history of auctions.</summary>
    private const string History = $"{FeedOptions.Section}:{nameof(History)}";

    /// <summary>Path of the section.</summary>
    public string Path => Feed.Length == 0 ? FeedOptions.Section : $"{Feeds}:{Feed}";

    /// <summary>Decides whether a key in a section is that of the history, which is no part of a feed.</summary>
    public static bool IsOfHistory(IConfigurationSection section, string key) =>
        section.Path.Equals(FeedOptions.Section, StringComparison.OrdinalIgnoreCase) && key.Equals(History, StringComparison.OrdinalIgnoreCase);

    /// <summary>Decides whether a key in a section is that of another feed.</summary>
    public static bool IsOfOtherFeeds(IConfigurationSection section, string key) =>
        section.Path.Equals(FeedOptions.Section, StringComparison.OrdinalIgnoreCase)
            && (key.Equals(Feeds, StringComparison.OrdinalIgnoreCase) || key.StartsWith($"{Feeds}:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns a sentence about options with the keys of this section in the place of those of <c>OptionAuctions</c>.</summary>
    public string WithKeys(string sentence) => Feed.Length == 0
        ? sentence
        : Regex.Replace(sentence, $"{FeedOptions.Section}:(?!{nameof(Feeds)}:)", _ => $"{Path}:");
}
