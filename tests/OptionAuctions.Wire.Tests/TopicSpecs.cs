namespace OptionAuctions.Wire.Tests;

public sealed class TopicSpecs
{
    private static readonly Instrument Code = new("B11612083");

    [Fact]
    public void A_code_alone_means_its_expected_executions()
    {
        Topic topic = Code;

        Assert.Equal(new Topic(Code, RecordKind.ExpectedExecution), topic);
        Assert.NotEqual(new Topic(Code, RecordKind.Trade), topic);
    }

    [Theory]
    [InlineData(RecordKind.ExpectedExecution, "B11612083")]
    [InlineData(RecordKind.Trade, "B11612083 trades")]
    public void In_a_log_it_reads_as_one_would_say_it(RecordKind kind, string text) => Assert.Equal(text, new Topic(Code, kind).ToString());
}
