using System.Text;

namespace OptionAuctions.Market.Tests;

public sealed class PhaseTableSpecs
{
    [Theory]
    [InlineData("311", PhaseMeaning.Call)]
    [InlineData("112", PhaseMeaning.CallEnded)]
    [InlineData("121", PhaseMeaning.ClosingCall)]
    [InlineData("129", PhaseMeaning.ClosingCallEnded)]
    [InlineData("310", PhaseMeaning.Unknown)]
    [InlineData("11", PhaseMeaning.Unknown)]
    [InlineData("3111", PhaseMeaning.Unknown)]
    [InlineData("", PhaseMeaning.Unknown)]
    public void The_shipped_table_knows_what_is_documented_of_the_sister_feed(string code, PhaseMeaning meaning)
    {
        Assert.Equal(meaning, PhaseTable.BuiltIn[new PhaseCode(code)]);
        Assert.Equal(meaning, PhaseTable.Load(Path.Combine(ShippedFiles.Config, "phases.json"))[new PhaseCode(code)]);
    }

    [Theory]
    [InlineData("B", PhaseMeaning.Call)]
    [InlineData("C", PhaseMeaning.Call)]
    [InlineData("A", PhaseMeaning.ClosingCall)]
    [InlineData("0", PhaseMeaning.NoCall)]
    [InlineData("D", PhaseMeaning.NoCall)]
    [InlineData("311", PhaseMeaning.Unknown)]
    public void That_of_stocks_knows_what_is_documented(string code, PhaseMeaning meaning)
    {
        Assert.Equal(meaning, PhaseTable.BuiltInOfStocks[new PhaseCode(code)]);
        Assert.Equal(meaning, PhaseTable.Load(Path.Combine(ShippedFiles.Config, "stock-phases.json"))[new PhaseCode(code)]);
    }

    [Theory]
    [InlineData("phases.json")]
    [InlineData("stock-phases.json")]
    public void The_shipped_file_is_what_is_built_in(string file)
    {
        using var builtIn = new StreamReader(typeof(PhaseTable).Assembly.GetManifestResourceStream(file)!);

        Assert.Equal(File.ReadAllText(Path.Combine(ShippedFiles.Config, file)), builtIn.ReadToEnd());
    }

    [Fact]
    public void Comments_a_trailing_comma_and_a_byte_order_mark_do_not_count()
    {
        var table = Read("\uFEFF// why\r\n{ \"A\": \"call-ended\", /* so */ }\r\n");

        Assert.Equal(PhaseMeaning.CallEnded, table[new PhaseCode("A")]);
    }

    [Fact]
    public void A_table_may_be_empty() => Assert.Equal(PhaseMeaning.Unknown, Read("{}")[new PhaseCode("311")]);

    [Theory]
    [InlineData("", 1, "it is not JSON from here on")]
    [InlineData("{\n \"311\": \"call\"", 2, "it is not JSON from here on")]
    [InlineData("{\n \"311\": call\n}", 2, "it is not JSON from here on")]
    [InlineData("{\n \"311\": \"call\"\n}\n{}", 4, "it is not JSON from here on")]
    [InlineData("[\n]", 1, "the table is an object, such as { \"311\": \"call\" }")]
    [InlineData("{\n \"311\": \"call\",\n \"12345\": \"call\"\n}", 3, "'12345' is not a phase code: one to four printable ASCII characters")]
    [InlineData("{\n \"3 1\": \"call\"\n}", 2, "'3 1' is not a phase code: one to four printable ASCII characters")]
    [InlineData("{\n \" 31\": \"call\"\n}", 2, "' 31' is not a phase code: one to four printable ASCII characters")]
    [InlineData("{\n \"장전\": \"call\"\n}", 2, "'장전' is not a phase code: one to four printable ASCII characters")]
    [InlineData("{\n \"\": \"call\"\n}", 2, "'' is not a phase code: one to four printable ASCII characters")]
    [InlineData("{\n \"311\": \"call\",\n // again\n \"311\": \"call-ended\"\n}", 4, "'311' stands there twice")]
    [InlineData("{\n \"311\": \"Call\"\n}", 2, "'Call' is not a meaning: say call, call-ended, closing-call, closing-call-ended or no-call")]
    [InlineData("{\n \"311\": 1\n}", 2, "a meaning is text: call, call-ended, closing-call, closing-call-ended or no-call")]
    [InlineData("{\n \"311\": { \"112\": \"call\" }\n}", 2, "a meaning is text: call, call-ended, closing-call, closing-call-ended or no-call")]
    [InlineData("{\n \"\\ud800\": \"call\"\n}", 2, "there is text that is not UTF-8")]
    public void A_wrong_table_is_refused_with_file_line_and_reason(string json, int line, string reason)
    {
        var refusal = Assert.Throws<PhaseTableException>(() => Read(json));

        Assert.Equal($"some.json, line {line}: {reason}", refusal.Message);
        Assert.Equal(line, refusal.Line);
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        var refusal = Assert.Throws<PhaseTableException>(() => PhaseTable.Load("/nowhere/phases.json"));

        Assert.Equal("/nowhere/phases.json: there is no such file", refusal.Message);
        Assert.Null(refusal.Line);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var (table, known, unknown) = (PhaseTable.BuiltIn, new PhaseCode("311"), new PhaseCode("999"));
        var sum = (int)table[known] + (int)table[unknown];

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) sum += (int)table[known] + (int)table[unknown];
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    private static PhaseTable Read(string json) => PhaseTable.Of(Encoding.UTF8.GetBytes(json), "some.json");
}
