namespace OptionAuctions.Venue.Scenarios;

/// <summary>A way for the venue to misbehave, read from a text that can be read aloud.</summary>
public sealed class Scenario
{
    internal Scenario(string name, string summary, IReadOnlyList<int> pains, IReadOnlyList<Clause> clauses) =>
        (Name, Summary, Pains, Clauses) = (name, summary, pains, clauses);

    /// <summary>Nothing goes wrong. The venue begins with it.</summary>
    public static Scenario Calm { get; } = new("calm", "nothing goes wrong", [], []);

    /// <summary>What it is called: lower-case words joined by hyphens, for example <c>slot-held</c>.</summary>
    public string Name { get; }

    /// <summary>What it does, in one line.</summary>
    public string Summary { get; }

    /// <summary>
    /// The numbers of the operational pains it causes, as the project's notes on the venue count them; empty for none of those.
    /// </summary>
    public IReadOnlyList<int> Pains { get; }

    internal IReadOnlyList<Clause> Clauses { get; }

    /// <summary>Reads a scenario.</summary>
    /// <param name="text">The text; its form is described in <c>config/scenarios/README.md</c>.</param>
    /// <param name="file">What errors call it.</param>
    /// <exception cref="ScenarioException">The text is wrong; the message has file, line and reason.</exception>
    public static Scenario Parse(string text, string file = "scenario") => ScenarioText.Read(text, file);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A scenario that cannot be read. The message is one sentence with file, line and reason.</summary>
public sealed class ScenarioException(string file, int line, string reason) : Exception($"{file}, line {line}: {reason}")
{
    /// <summary>Line, from 1.</summary>
    public int Line => line;
}

/// <summary>One sentence of a scenario: when, and what.</summary>
internal sealed record Clause(When When, IFault Fault, int EveryNth = 1);

/// <summary>What a sentence can do.</summary>
internal interface IFault;

/// <summary>Changes how the venue behaves while it is on.</summary>
internal sealed record Setting(Func<Behaviour, Behaviour> Change) : IFault;

/// <summary>Changes data messages on their way out.</summary>
internal sealed record FrameFault(Distortion Distort) : IFault;
