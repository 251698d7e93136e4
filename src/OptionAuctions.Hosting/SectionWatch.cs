using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace OptionAuctions.Hosting;

/// <summary>Compares a section of a configuration, whenever the configuration is loaded again, with what it was at first.</summary>
internal sealed class SectionWatch : IDisposable
{
    private readonly IConfigurationSection _section;
    private readonly Dictionary<string, string?> _atFirst;
    private readonly Action<IReadOnlyList<string>> _changed;
    private readonly IDisposable _reloads;
    private string[] _told = [];

    /// <summary>Begins to watch a section.</summary>
    /// <param name="section">The section, without its credentials, which are replaced while a feed runs, and without the sections of feeds with a name.</param>
    /// <param name="changed">
    /// Receives the keys whose values are others than at first, in alphabetical order, each time that these are others than before. On any thread.
    /// </param>
    public SectionWatch(IConfigurationSection section, Action<IReadOnlyList<string>> changed)
    {
        (_section, _changed, _atFirst) = (section, changed, Values(section));
        _reloads = ChangeToken.OnChange(section.GetReloadToken, Compare);
    }

    public void Dispose() => _reloads.Dispose();

    private void Compare()
    {
        var now = Values(_section);
        string[] keys =
        [
            .. _atFirst.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(key => _atFirst.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Order(StringComparer.OrdinalIgnoreCase),
        ];
        var before = Interlocked.Exchange(ref _told, keys);
        if (!keys.SequenceEqual(before)) _changed(keys);
    }

    private static Dictionary<string, string?> Values(IConfigurationSection section) => section.AsEnumerable()
        .Where(pair => !string.IsNullOrWhiteSpace(pair.Value) && !FeedSection.IsOfOtherFeeds(section, pair.Key))
        .Where(pair => !pair.Key.StartsWith($"{section.Path}:{nameof(FeedOptions.AppKeys)}:", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);
}
