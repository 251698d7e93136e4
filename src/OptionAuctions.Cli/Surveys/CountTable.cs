using System.Text.Json.Nodes;

namespace OptionAuctions.Cli.Surveys;

/// <summary>Rows of named figures, in the order in which they were added.</summary>
internal sealed class CountTable
{
    private readonly OrderedDictionary<string, (string Name, object? Value)[]> _rows = new(StringComparer.Ordinal);

    /// <summary>The rows: name, and figures that are whole numbers, numbers, texts or missing.</summary>
    public IEnumerable<KeyValuePair<string, (string Name, object? Value)[]>> Rows => _rows;

    /// <summary>Adds a row. One of a name that is there already gets a number behind it.</summary>
    public CountTable Add(string row, params (string Name, object? Value)[] figures)
    {
        var name = row;
        for (var i = 2; !_rows.TryAdd(name, figures); i++) name = FormattableString.Invariant($"{row} ({i})");
        return this;
    }

    /// <summary>Returns an object of rows, each an object of figures.</summary>
    public JsonObject ToJson() => new(_rows.Select(row => KeyValuePair.Create<string, JsonNode?>(
        row.Key, new JsonObject(row.Value.Select(figure => KeyValuePair.Create<string, JsonNode?>(figure.Name, Node(figure.Value)))))));

    private static JsonValue? Node(object? value) => value switch
    {
        null => null,
        int count => JsonValue.Create(count),
        long count => JsonValue.Create(count),
        double number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        _ => throw new ArgumentException($"a figure is no {value.GetType().Name}", nameof(value)),
    };
}
