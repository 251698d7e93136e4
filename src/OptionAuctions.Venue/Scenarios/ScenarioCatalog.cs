using System.Reflection;

namespace OptionAuctions.Venue;

/// <summary>A catalogue of scenarios by name. Those shipped under <c>config/scenarios</c> are built in as well.</summary>
public sealed class ScenarioCatalog
{
    private const string Extension = ".scenario";
    private static readonly Lazy<ScenarioCatalog> Shipped = new(ReadShipped);

    private ScenarioCatalog(IEnumerable<Scenario> scenarios) => All = [.. scenarios.OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>The shipped scenarios.</summary>
    public static ScenarioCatalog BuiltIn => Shipped.Value;

    /// <summary>All scenarios of the catalogue, ordered by name.</summary>
    public IReadOnlyList<Scenario> All { get; }

    /// <summary>Reads every <c>*.scenario</c> of a folder.</summary>
    /// <exception cref="ScenarioException">One of them cannot be read, or two have one name.</exception>
    /// <exception cref="IOException">The folder or one of the files cannot be read.</exception>
    public static ScenarioCatalog Load(string folder) =>
        Of(Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), Scenario.Load(path))));

    /// <summary>Finds the scenario of a name, <c>calm</c> included; <see langword="null"/> when there is none.</summary>
    public Scenario? Find(string name) => name == Scenario.Calm.Name ? Scenario.Calm : All.FirstOrDefault(s => s.Name == name);

    private static ScenarioCatalog ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal));
        return Of(names.Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name, Scenario.Parse(reader.ReadToEnd(), name));
        }));
    }

    private static ScenarioCatalog Of(IEnumerable<(string File, Scenario Scenario)> scenarios)
    {
        var byName = new Dictionary<string, Scenario>();
        foreach (var (file, scenario) in scenarios)
            if (!byName.TryAdd(scenario.Name, scenario))
                throw new ScenarioException(file, 1, $"another file has the name '{scenario.Name}' already");

        return new ScenarioCatalog(byName.Values);
    }
}
