using OptionAuctions.Venue.Tests.Scenarios;

namespace OptionAuctions.Venue.Tests.Sessions;

public sealed class KeysOfTrsSpecs
{
    [Theory]
    [InlineData("H0STASP0", "B11612083")] // an option, and the TR is of stocks
    [InlineData("H0STCNT0", "A11612")]
    [InlineData("H0ZOANC0", "005930")]
    [InlineData("H0ZOASP0", "A11612")]
    [InlineData("H0ZFANC0", "005930")]
    [InlineData("H0ZFANC0", "B11612083")]
    [InlineData("H0EUANC0", "B11612083")] // no market at night
    [InlineData("H0STANC0", "005930")] // the venue has it, and the simulated one has no records for it
    [InlineData("H0STASP0", "999999")]
    [InlineData("H0ZFANC0", "A99612")]
    public async Task A_code_that_a_TR_does_not_take_is_acknowledged_and_silent(string trId, string code)
    {
        await using var scene = await Scene.OpenAsync("calm");
        var client = await scene.ConnectAsync();

        await client.RequestAsync(code, trId: trId);

        Assert.Contains("OPSP0000", await client.AnswerAsync());
        scene.Pass(60);
        Assert.Equal(0, scene.Session.FramesSent);
    }

    [Fact]
    public async Task The_TRs_of_one_stock_and_its_derivatives_are_registered_in_one_session_and_counted_by_code()
    {
        await using var scene = await Scene.OpenAsync("calm", startsAt: new DateTimeOffset(2026, 11, 23, 8, 59, 50, MarketTime.Offset));
        var client = await scene.ConnectAsync();
        (string TrId, string Code)[] keys =
        [
            ("H0ZOANC0", Scene.Code), ("H0ZOCNT0", Scene.Code), ("H0ZOASP0", Scene.Code), ("H0ZFANC0", "A11612"),
            ("H0STASP0", "005930"), ("H0STCNT0", "005930"),
        ];
        foreach (var (trId, code) in keys)
        {
            await client.RequestAsync(code, trId: trId);
            Assert.Contains("OPSP0000", await client.AnswerAsync());
        }

        scene.Pass(60);

        var session = scene.Session;
        Assert.All(session.Registrations, registration => Assert.True(registration.RecordsSent > 0, $"{registration}"));
        Assert.Equal(session.RecordsSent, session.Registrations.Sum(registration => registration.RecordsSent));
        Assert.Equal(keys.Select(key => key.TrId), session.Registrations.Select(registration => registration.TrId));
    }

    [Fact]
    public async Task A_stock_that_was_released_is_silent_while_its_option_goes_on()
    {
        await using var scene = await Scene.OpenAsync("calm");
        var client = await scene.ListenAsync(Scene.Code);
        await client.RequestAsync("005930", trId: "H0STASP0");
        await client.AnswerAsync();
        scene.Pass(5);
        await scene.DataAsync(client);

        await client.RequestAsync("005930", "2", "H0STASP0");
        await client.AnswerAsync();
        scene.Pass(10);

        var heard = await scene.DataAsync(client);
        Assert.NotEmpty(heard);
        Assert.All(heard, message => Assert.StartsWith("0|H0ZOANC0|", message));
    }
}
