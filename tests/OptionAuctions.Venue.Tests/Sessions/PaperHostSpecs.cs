using System.Text;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Tests;

namespace OptionAuctions.Venue.Tests.Sessions;

public sealed class PaperHostSpecs
{
    private static readonly VenueOptions Paper = new() { IsPaper = true, MarketRuns = false };

    [Theory]
    [InlineData("H0STASP0", "005930")]
    [InlineData("H0STCNT0", "005930")]
    [InlineData("H0STCNI9", "dttest11")]
    [InlineData("H0IFCNI9", "dttest11")]
    public async Task It_registers_quotes_and_trades_of_stocks_and_the_notices_of_orders_on_paper(string trId, string key)
    {
        await using var venue = await VenueServer.StartAsync(Paper);
        using var client = await ConnectAsync(venue);

        await client.RequestAsync(key, trId: trId);

        Assert.Contains($"\"tr_id\":\"{trId}\",\"tr_key\":\"{key}\"", await client.AnswerAsync());
        Assert.Equal(trId, venue.State().Sessions[0].Registrations.Single().TrId);
    }

    [Theory]
    [InlineData("H0ZOANC0", "B11612083")]
    [InlineData("H0ZOCNT0", "B11612083")]
    [InlineData("H0ZFANC0", "A11612")]
    [InlineData("H0STANC0", "005930")]
    [InlineData("H0STCNI0", "dttest11")]
    public async Task It_refuses_every_other_TR_as_one_that_there_is_not_and_goes_on(string trId, string key)
    {
        await using var venue = await VenueServer.StartAsync(Paper);
        using var client = await ConnectAsync(venue);

        await client.RequestAsync(key, trId: trId);

        var refusal = await client.AnswerAsync();
        Assert.StartsWith("{\"header\":{\"tr_id\":\"(null)\",\"tr_key\":\"\",", refusal);
        Assert.Contains("\"rt_cd\":\"9\",\"msg_cd\":\"OPSP8991\",\"msg1\":\"JSON PARSING ERROR : invalid tr_id\"", refusal);
        Assert.Equal((true, false), (venue.State().Sessions[0].IsOpen, venue.State().Sessions[0].HoldsSlot));
        await client.RequestAsync("005930", trId: "H0STASP0");
        Assert.Contains("OPSP0000", await client.AnswerAsync());
    }

    [Fact]
    public async Task The_real_host_registers_what_its_paper_host_does_not()
    {
        await using var venue = await VenueServer.StartAsync(Paper with { IsPaper = false });
        using var client = await ConnectAsync(venue);

        await client.RequestAsync("B11612083");

        Assert.Contains("OPSP0000", await client.AnswerAsync());
    }

    [Fact]
    public async Task A_record_of_a_stock_reaches_its_session_as_it_is_sent()
    {
        await using var venue = await VenueServer.StartAsync(Paper);
        using var client = await ConnectAsync(venue);
        await client.RequestAsync("005930", trId: "H0STASP0");
        await client.AnswerAsync();

        var message = $"0|H0STASP0|001|{DocumentedRecords.StockInCall}";
        await venue.SendAsync(Encoding.ASCII.GetBytes(message));

        Assert.Equal(message, (await client.ReadAsync())!.Text);
    }

    private static async Task<BareClient> ConnectAsync(VenueServer venue)
    {
        var (_, body) = await BareClient.ApproveAsync(venue, "paper-app-key", "paper-secret");
        return await BareClient.ConnectAsync(venue, key: ApprovalAnswer.Decode(Encoding.UTF8.GetBytes(body)).Key!.Reveal());
    }
}
