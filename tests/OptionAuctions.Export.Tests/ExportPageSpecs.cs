using System.Text.RegularExpressions;

namespace OptionAuctions.Export.Tests;

/// <summary>The queries of <c>docs/export.md</c> run as they stand there, and its lists of columns are those of the files.</summary>
public sealed class ExportPageSpecs : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "export.md"));

    private readonly RecordedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_three_queries_of_the_page_answer_what_they_say()
    {
        await _folder.RecordCallAsync();
        await _folder.ExportAsync();

        var answers = Regex.Matches(Page, "```sql\n(.*?)```", RegexOptions.Singleline)
            .Select(query => DuckTable.Run(query.Groups[1].Value.Replace("DIR", _folder.To, StringComparison.Ordinal))).ToList();

        Assert.Equal(3, answers.Count);
        var last = Assert.Single(answers[0]);
        Assert.Equal(["B11612083", "call", 71_000m, 1040m], last[..4]);
        Assert.Equal(RecordedFolder.Morning.AddSeconds(30).DateTime, last[5]); // KST
        Assert.Equal([[new DateOnly(2026, 11, 30), 0, 11L, 1L, 0L]], answers[1]);
        Assert.Equal([["000660", 1L, 10.0, 10m], ["005930", 1L, 10.0, 10m]], answers[2]);
    }

    [Theory]
    [InlineData("messages")]
    [InlineData("records")]
    [InlineData("revisions")]
    [InlineData("history")]
    public async Task Every_column_is_explained(string table)
    {
        await _folder.RecordCallAsync();
        await _folder.ExportAsync();

        var explained = Regex.Matches(Page, "`([a-z_]+)`").Select(name => name.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        string[] together = ["ask_quantity", "bid_quantity", "total_ask_quantity", "total_bid_quantity"]; // "the four quantities of the book"
        Assert.Empty(_folder.Table(table).Types().Keys.Except(explained).Except(together));
    }
}
