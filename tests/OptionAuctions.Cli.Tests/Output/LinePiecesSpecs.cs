using System.Text;
using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Tests.Output;

public sealed class LinePiecesSpecs
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one\ntwo\n", "one\ntwo\n")]
    [InlineData("one\ntwo\nthree\n", "one\ntwo\n|three\n")]
    [InlineData("a line that is long\ntwo\n", "a line that is long\n|two\n")]
    [InlineData("one\na line that is long\ntwo\n", "one\n|a line that is long\n|two\n")]
    [InlineData("one\na frame without an end", "one\n|a frame without an end")]
    public void Pieces_end_with_a_line_and_hold_as_many_lines_as_fit(string lines, string pieces)
    {
        var found = new List<string>();
        foreach (var piece in new LinePieces(Encoding.UTF8.GetBytes(lines), length: 10)) found.Add(Encoding.UTF8.GetString(piece));

        Assert.Equal(pieces, string.Join('|', found));
    }
}
