namespace OptionAuctions.Wire.Tests.Master;

public sealed class StandardCodeSpecs
{
    [Theory]
    [InlineData("B11612083", "KR4B116C0837")]
    [InlineData("C11701083", "KR4C11710830")]
    [InlineData("B01610745", "KR4B016A7454")] // listed, as are the futures
    [InlineData("A11608", "KR4A11680001")]
    [InlineData("A01612", "KR4A016C0004")]
    [InlineData("B11699083", "KR4B11699083")] // no such month: as far as it fits
    [InlineData("D1161201", "KR4D11612019")]
    public void Twelve_characters_with_a_check_digit(string code, string isin) => Assert.Equal(isin, StandardCode.Of(new Instrument(code)));
}
