using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue;

/// <summary>A scenario: the faults of the venue, written as a text of plain sentences.</summary>
public sealed class Scenario
{
    private const int MaxFileBytes = 1024 * 1024;

    internal Scenario(string name, string summary, IReadOnlyList<int> pains, IReadOnlyList<Clause> clauses) =>
        (Name, Summary, Pains, Clauses) = (name, summary, pains, clauses);

    /// <summary>The scenario in which nothing goes wrong. The venue begins with it.</summary>
    public static Scenario Calm { get; } = new("calm", "nothing goes wrong", [], []);

    /// <summary>Name of the scenario: lower-case words joined by hyphens, for example <c>slot-held</c>.</summary>
    public string Name { get; }

    /// <summary>Description of the scenario, in one line.</summary>
    public string Summary { get; }

    /// <summary>
    /// The numbers of the operational pains that it causes, as the project's notes on the venue count them; empty for none of those.
    /// </summary>
    public IReadOnlyList<int> Pains { get; }

    /// <summary>True when a sentence changes the market: adds a call, or sets the gap. Such a sentence does nothing in a replay, which has no market.</summary>
    public bool ChangesMarket => Clauses.Any(c => c.Fault is Setting setting
        && setting.Change(Behaviour.Of(new VenueOptions())) is { Gap: not null } or { HoldsCallAfterHalt: true } or { InterruptsStocks: true });

    internal IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">The text; its form is described in <c>config/scenarios/README.md</c>.</param>
    /// <param name="file">Name of the text in error messages.</param>
    /// <exception cref="ScenarioException">The text is wrong; the message has file, line and reason.</exception>
    public static Scenario Parse(string text, string file = "scenario") => ScenarioText.Read(text, file);

    /// <summary>Reads a scenario from a file.</summary>
    /// <param name="path">A regular file of 1 MiB at most, UTF-8.</param>
    /// <exception cref="ScenarioException">The text is wrong; the message has file, line and reason.</exception>
    /// <exception cref="IOException">The file is none, or cannot be read; the message names it and says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Scenario Load(string path)
    {
        using var text = new StreamReader(new MemoryStream(RegularFile.ReadAllBytes(path, MaxFileBytes)));
        return Parse(text.ReadToEnd(), Path.GetFileName(path));
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
