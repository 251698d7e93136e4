namespace OptionAuctions.History.Tests.Stores;

public sealed class ConnectionStringSpecs
{
    [Theory]
    [InlineData("")]
    [InlineData("hunter2-hunter2")]
    [InlineData("Host=localhost;hunter2-hunter2=yes")]
    [InlineData("Host=localhost;Port=hunter2-hunter2")]
    [InlineData("Database=auctions;Password=hunter2-hunter2")]
    [InlineData("postgresql://auctions:hunter2-hunter2@localhost/auctions")]
    public async Task One_that_cannot_be_read_is_refused_and_nothing_of_it_is_shown(string text)
    {
        var refusal = await Assert.ThrowsAsync<HistoryException>(() => PostgresHistory.OpenAsync(new Secret(text)));

        Assert.Equal(HistoryProblem.BadConnectionString, refusal.Problem);
        Assert.DoesNotContain("hunter2", $"{refusal}");
        Assert.Contains("Host=…;Database=…", refusal.Message);
    }
}
