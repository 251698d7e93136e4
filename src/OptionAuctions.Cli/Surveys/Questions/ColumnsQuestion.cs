using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How is each column of each TR written: length, format, values?</summary>
internal sealed class ColumnsQuestion : ISurveyQuestion
{
    private const int MostColumns = 128;

    private readonly TrStates<List<ColumnFacts>> _columns = new();
    private readonly ExampleList _examples = new();
    private readonly HashSet<RecordLayout> _shown = [];

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records == 0) return;
        if (_shown.Add(message.Head.Layout!)) _examples.Add(message);
        var columns = _columns.Of(message.Head.Layout!);
        while (columns.Count < Math.Min(message.Width, MostColumns)) columns.Add(new ColumnFacts());
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            for (var column = 1; column <= Math.Min(message.Width, MostColumns); column++) columns[column - 1].Add(record.Column(column));
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, columns) in _columns.All)
            for (var i = 0; i < columns.Count; i++) AddRow(counts, layout, i + 1, columns[i]);
        var text = string.Join(' ', _columns.All.Select(tr => Sentence(tr.Layout, tr.State)));
        return new("columns", "open-1", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static void AddRow(CountTable counts, RecordLayout layout, int column, ColumnFacts facts)
    {
        var field = FieldOf(layout, column);
        var name = field?.VenueName ?? (column > layout.Width ? "behind the documented ones" : "not read");
        counts.Add(PrintableText.Say($"{layout.TrId} {column} {name}"),
            ("count", facts.Count), ("shortest", facts.Shortest), ("longest", facts.Longest), ("documented", field?.DocumentedLength),
            ("distinct", facts.Distinct), ("formats", facts.Formats), ("values", facts.Values));
    }

    private static string Sentence(RecordLayout layout, List<ColumnFacts> columns)
    {
        var longer = Enumerable.Range(1, columns.Count)
            .Where(column => FieldOf(layout, column) is { } field && columns[column - 1].Longest > field.DocumentedLength).ToArray();
        var price = layout.ColumnOf(RecordRole.Price) is var at and > 0 && at <= columns.Count ? $", prices are: {columns[at - 1].Formats}" : "";
        return PrintableText.Say($"{layout.TrId} has up to {columns.Count} columns, {layout.Width} documented{price}; ")
            + (longer.Length == 0 ? "no column that is read is longer than documented." : $"longer than documented: column {string.Join(", ", longer)}.");
    }

    private static FieldSpec? FieldOf(RecordLayout layout, int column) => layout.Fields.FirstOrDefault(field => field.Column == column);
}
