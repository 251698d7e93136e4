using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Sessions;

/// <summary>A client that follows the vendor's documents and nothing else.</summary>
public sealed class BareClientSpecs
{
    private const string Pair = "\"tr_id\":\"H0ZOANC0\",\"tr_key\":\"B11612083\"";

    [Theory]
    [InlineData("/")]
    [InlineData("/tryitout")]
    [InlineData("/tryitout/H0ZOANC0")]
    public async Task It_goes_from_approval_to_close_on_any_path(string path)
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), time);

        var (status, body) = await BareClient.ApproveAsync(venue, "my-app-key", "my-secret");
        Assert.Equal("200", status);
        Assert.Matches("^\\{\"approval_key\":\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"\\}$", body);
        using var client = await BareClient.ConnectAsync(venue, path, ApprovalAnswer.Decode(body).Key!.Reveal());

        await client.RequestAsync("B11612083");
        Assert.Contains(
            $"{{\"header\":{{{Pair},\"encrypt\":\"N\"}},\"body\":{{\"rt_cd\":\"0\",\"msg_cd\":\"OPSP0000\"," +
            "\"msg1\":\"SUBSCRIBE SUCCESS\",\"output\":{\"iv\":\"",
            await client.AnswerAsync());

        time.Advance(TimeSpan.FromSeconds(9));
        var data = await client.ReadAsync();
        Assert.Matches("^0\\|H0ZOANC0\\|00\\d\\|B11612083\\^0840\\d\\d\\^\\d+\\.00\\^-?\\d+\\.00\\^[1-5]\\^-?\\d+\\.\\d\\d\\^311(\\^|$)", data!.Text);

        await client.RequestAsync("B11612083", "2");
        Assert.Equal(
            $"{{\"header\":{{{Pair},\"encrypt\":\"N\"}},\"body\":{{\"rt_cd\":\"0\",\"msg_cd\":\"OPSP0001\",\"msg1\":\"UNSUBSCRIBE SUCCESS\"}}}}",
            await client.AnswerAsync());

        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Matches("^\\{\"header\":\\{\"tr_id\":\"PINGPONG\",\"datetime\":\"202611230840\\d\\d\"\\}\\}$", await client.AnswerAsync());

        await client.CloseAsync();
        var close = await client.ReadAsync();
        Assert.Equal(8, close!.Opcode);
        Assert.Equal([0x03, 0xE8], close.Payload);
        Assert.Null(await client.ReadAsync());
        Assert.Equal(path, venue.State().Sessions[0].Path);
    }

    /// <summary>Every msg_cd that a client can provoke by what it says, with the header it comes with.</summary>
    public static TheoryData<string, string, string> Provocations => new()
    {
        { "not json", "OPSP9999", "JSON PARSING ERROR : invalid json format" },
        { "[1]", "OPSP9999", "JSON PARSING ERROR : invalid json format" },
        { "{}", "OPSP9998", "JSON PARSING ERROR : header not found" },
        { Request(header: "\"custtype\":\"P\""), "OPSP9996", "JSON PARSING ERROR : appkey not found" },
        { Request(header: "\"appkey\":\"a\""), "OPSP8995", "JSON PARSING ERROR : appsecret not found" },
        { Request(header: "\"appkey\":\"a\",\"appsecret\":\"b\""), "OPSP8994", "JSON PARSING ERROR : personalseckey not found" },
        { Request(header: "\"appkey\":\"a\",\"appsecret\":\"b\",\"personalseckey\":\"c\""), "OPSP9994", "INVALID appkey" },
        { Request(header: "\"approval_key\":\"KEY\",\"tr_type\":\"1\""), "OPSP9997", "JSON PARSING ERROR : custtype not found" },
        { Request(header: "\"approval_key\":\"KEY\",\"custtype\":\"X\",\"tr_type\":\"1\""), "OPSP8998", "JSON PARSING ERROR : invalid custtype" },
        { Request(header: "\"approval_key\":\"KEY\",\"custtype\":\"P\",\"tr_type\":\"0\""), "OPSP8997", "JSON PARSING ERROR : invalid tr_type" },
        { $"{{\"header\":{{{Good}}}}}", "OPSP9992", "JSON PARSING ERROR : body not found" },
        { $"{{\"header\":{{{Good}}},\"body\":{{}}}}", "OPSP9991", "JSON PARSING ERROR : input not found" },
        { Request(input: "\"tr_id\":\"H0XXXXX0\",\"tr_key\":\"B11612083\""), "OPSP8991", "JSON PARSING ERROR : invalid tr_id" },
        { Request(input: "\"tr_id\":\"H0ZOANC0\""), "OPSP9990", "JSON PARSING ERROR : tr_key not found" },
        { Request(input: "\"tr_id\":\"H0ZOANC0\",\"tr_key\":\"B116120831234\""), "OPSP8993", "JSON PARSING ERROR : invalid tr_key" },
        { Request(input: "\"tr_id\":\"H0ZOANC0\",\"tr_key\":\"b-1\""), "OPSP8992", "SUBSCRIBE ERROR : invalid tr_key" },
        { Request(input: Pair.Replace("083", "084")), "OPSP0000", "SUBSCRIBE SUCCESS" },
        { Request(), "OPSP0002", "ALREADY IN SUBSCRIBE" },
        { Request(header: Good.Replace("\"1\"", "\"2\"")), "OPSP0001", "UNSUBSCRIBE SUCCESS" },
        { Request(header: Good.Replace("\"1\"", "\"2\""), input: Pair.Replace("083", "085")), "OPSP0003", "UNSUBSCRIBE ERROR(not found!)" },
    };

    private const string Good = "\"approval_key\":\"KEY\",\"custtype\":\"P\",\"tr_type\":\"1\",\"content-type\":\"utf-8\"";

    [Theory]
    [MemberData(nameof(Provocations))]
    public async Task Each_mistake_is_answered_by_its_code_and_words(string message, string code, string words)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);
        await client.RequestAsync("B11612083");
        await client.AnswerAsync();

        await client.SayAsync(message.Replace("KEY", client.Key, StringComparison.Ordinal));

        var answer = await client.AnswerAsync();
        Assert.Contains($"\"msg_cd\":\"{code}\",\"msg1\":\"{words}\"", answer);
        Assert.Contains($"\"rt_cd\":\"{AnswerCode.Of(code).ResultCode}\"", answer);
        if (AnswerCode.Of(code).ResultCode == "9") Assert.StartsWith("{\"header\":{\"tr_id\":\"(null)\",\"tr_key\":\"\",\"encrypt\":\"N\"}", answer);
        Assert.True(venue.State().Sessions[0].IsOpen);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task An_unknown_approval_key_is_echoed_and_the_line_dropped_without_a_close_frame(string type)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await BareClient.ConnectAsync(venue, key: "no-key-of-\\\"this\\\"-venue"); // as it stands in JSON

        await client.RequestAsync("B11612083", type);

        Assert.Equal(
            $"{{\"header\":{{{Pair},\"encrypt\":\"N\"}},\"body\":{{\"rt_cd\":\"1\",\"msg_cd\":\"OPSP0011\"," +
            "\"msg1\":\"invalid approval : no-key-of-\\u0022this\\u0022-venue\"}}",
            await client.AnswerAsync());
        Assert.Null(await client.ReadAsync()); // neither a close frame nor a reset
        Assert.Equal((SessionEnd.CutAsRefused, null), (venue.State().Sessions[0].End, venue.State().Sessions[0].CloseCode));
    }

    [Theory]
    [InlineData("Input", "tr_id", "tr_key")] // as a public client has it
    [InlineData("INPUT", "TR_ID", "Tr_Key")]
    public async Task Names_in_the_body_match_without_case(string input, string trId, string trKey)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);

        await client.SayAsync(
            $"{{\"header\":{{{Good.Replace("KEY", client.Key)}}},\"body\":{{\"{input}\":{{\"{trId}\":\"H0ZOANC0\",\"{trKey}\":\"B11612083\"}}}}}}");

        Assert.Contains($"{{{Pair},\"encrypt\":\"N\"}},\"body\":{{\"rt_cd\":\"0\",\"msg_cd\":\"OPSP0000\"", await client.AnswerAsync());
    }

    /// <summary>TRs and keys of the venue's published samples, one of each kind of key.</summary>
    [Theory]
    [InlineData("H0STANC0", "005930", "N")]
    [InlineData("H0UPCNT0", "0001", "N")]
    [InlineData("H0CFASP0", "175T11", "N")]
    [InlineData("H0BJCNT0", "KR2033022D33", "N")]
    [InlineData("HDFSCNT0", "DNASAAPL", "N")]
    [InlineData("HDFFF020", "OESH23 C3900", "N")]
    [InlineData("H0STCNI0", "dttest11", "Y")]
    [InlineData("H0STCNI9", "dttest11", "Y")]
    [InlineData("H0IFCNI0", "dttest11", "Y")]
    [InlineData("H0EUCNI0", "dttest11", "Y")]
    [InlineData("H0GSCNI0", "@1234567", "Y")]
    [InlineData("HDFFF2C0", "dttest11", "Y")]
    public async Task Every_TR_of_the_samples_is_registered_and_released_by_its_own_kind_of_key(string trId, string trKey, string encrypted)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);

        await client.RequestAsync(trKey, trId: trId);
        Assert.StartsWith(
            $"{{\"header\":{{\"tr_id\":\"{trId}\",\"tr_key\":\"{trKey}\",\"encrypt\":\"{encrypted}\"}},\"body\":{{\"rt_cd\":\"0\",\"msg_cd\":\"OPSP0000\"",
            await client.AnswerAsync());
        await client.RequestAsync(trKey, trId: trId);
        Assert.Contains("OPSP0002", await client.AnswerAsync());
        Assert.DoesNotContain("dttest11", (await VenueClient.GetAsync(venue, "/venue/state")).Body); // an account's id is a secret
        await client.RequestAsync(trKey, "2", trId);
        Assert.Contains("OPSP0001", await client.AnswerAsync());
        Assert.Empty(venue.State().Sessions[0].Registrations);
    }

    [Theory]
    [InlineData("H0ZOANC0", "dttest11")] // stock options have codes
    [InlineData("H0ZOCNT0", "OESH23 C3900")]
    [InlineData("H0STCNI0", " dttest11")]
    public async Task A_key_of_another_kind_is_malformed(string trId, string trKey)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);

        await client.RequestAsync(trKey, trId: trId);

        Assert.Contains("OPSP8992", await client.AnswerAsync());
    }

    [Fact]
    public async Task A_release_by_a_session_without_the_slot_finds_nothing_and_takes_no_slot()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var first = await ConnectAsync(venue);
        using var second = await ConnectAsync(venue);
        await second.RequestAsync("B11612083", "2");
        Assert.Contains("\"rt_cd\":\"1\",\"msg_cd\":\"OPSP0003\"", await second.AnswerAsync()); // while the slot is free

        await first.RequestAsync("B11612083");
        Assert.Contains("OPSP0000", await first.AnswerAsync()); // the release has not taken it
        await second.RequestAsync("B11612083", "2");

        Assert.Contains("OPSP0003", await second.AnswerAsync()); // while another session holds it
        Assert.True(venue.State().Sessions[1].IsOpen);
        Assert.Single(venue.State().Sessions[0].Registrations);
    }

    [Fact]
    public async Task The_forty_second_registration_is_one_too_many()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);
        for (var i = 0; i < 41; i++)
        {
            await client.RequestAsync($"B11612{i:000}", trId: i % 2 == 0 ? "H0ZOANC0" : "H0STASP0"); // all TRs together
            Assert.Contains("OPSP0000", await client.AnswerAsync());
        }

        await client.RequestAsync("B11612099");

        Assert.Contains("\"rt_cd\":\"1\",\"msg_cd\":\"OPSP0008\",\"msg1\":\"MAX SUBSCRIBE OVER\"", await client.AnswerAsync());
    }

    [Fact]
    public async Task A_second_session_is_told_on_its_first_registration_and_not_before()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, ApprovalEvery = TimeSpan.Zero });
        using var first = await ConnectAsync(venue);
        await first.RequestAsync("B11612083");
        await first.AnswerAsync();
        using var second = await ConnectAsync(venue);

        await second.RequestAsync("B11612083");

        Assert.Equal(
            """{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP8996","msg1":"ALREADY IN USE appkey"}}""",
            await second.AnswerAsync());
        Assert.Null(await second.ReadAsync()); // dropped without a close frame
        await first.CloseAsync();
        await venue.WhenAsync(s => !s.Sessions[0].IsOpen);
        using var third = await ConnectAsync(venue);
        await third.RequestAsync("B11612083");
        Assert.Contains("OPSP0000", await third.AnswerAsync()); // free at once after a close frame
    }

    [Theory]
    [InlineData("OPSP0007")]
    [InlineData("OPSP0009")]
    [InlineData("OPSP0010")]
    [InlineData("OPSP8999")]
    [InlineData("OPSP9993")]
    [InlineData("OPSP9995")]
    public async Task What_no_client_can_provoke_a_scenario_can(string code)
    {
        var scenario = Scenario.Parse($"scenario refusing\nsays it refuses\nrefuse registrations with {code}");
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, Scenario = scenario });
        using var client = await ConnectAsync(venue);

        await client.RequestAsync("B11612083");

        Assert.Contains($"\"msg_cd\":\"{code}\",\"msg1\":\"{AnswerCode.Of(code).Text}\"", await client.AnswerAsync());
    }

    [Fact]
    public void Every_msg_cd_of_the_list_has_a_test_here()
    {
        string[] elsewhere = ["OPSP0011", "OPSP0008", "OPSP8996", "OPSP0007", "OPSP0009", "OPSP0010", "OPSP8999", "OPSP9993", "OPSP9995"];
        Assert.Equal(
            AnswerCode.All.Select(a => a.MessageCode).Order(StringComparer.Ordinal),
            Provocations.Select(row => (string)row[1]).Concat(elsewhere).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_well_formed_code_that_does_not_trade_is_accepted_and_silent()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), time);
        using var client = await ConnectAsync(venue);
        await client.RequestAsync("B99999999");
        Assert.Contains("OPSP0000", await client.AnswerAsync());

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(0, venue.State().Sessions[0].FramesSent);
    }

    [Fact]
    public async Task The_trade_at_the_cross_comes_to_whoever_registered_for_trades()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(
            new VenueOptions { StartsAt = new DateTimeOffset(2026, 11, 23, 8, 59, 50, MarketTime.Offset) }, time);
        using var client = await ConnectAsync(venue);
        await client.RequestAsync("B11612083", trId: "H0ZOCNT0");
        await client.AnswerAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        var trade = (await client.ReadAsync())!.Text;
        if (trade.Contains("PINGPONG", StringComparison.Ordinal)) trade = (await client.ReadAsync())!.Text;
        Assert.StartsWith("0|H0ZOCNT0|001|B11612083^090000^", trade);
        Assert.Equal(1, venue.State().Sessions[0].FramesSent);
    }

    [Theory]
    [InlineData(new byte[] { 0x81, 0x01, 0x41 })] // no mask
    [InlineData(new byte[] { 0xF1, 0x80, 0, 0, 0, 0 })] // reserved bits
    [InlineData(new byte[] { 0x80, 0x80, 0, 0, 0, 0 })] // continues nothing
    [InlineData(new byte[] { 0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 })] // 4 GiB announced
    public async Task What_is_not_RFC_6455_ends_the_session(byte[] bytes)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);

        await client.SendRawAsync(bytes);

        var state = await venue.WhenAsync(s => s.Sessions is [{ IsOpen: false }]);
        Assert.Equal(SessionEnd.CutAsMalformed, state.Sessions[0].End);
    }

    [Fact]
    public async Task A_request_in_fragments_with_a_ping_between_is_one_request()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        using var client = await ConnectAsync(venue);
        var request = Encoding.UTF8.GetBytes(Request().Replace("KEY", client.Key, StringComparison.Ordinal));

        await client.SendAsync(1, request[..40], last: false);
        await client.SendAsync(9, [7]);
        await client.SendAsync(0, request[40..]);

        var pong = await client.ReadAsync();
        Assert.Equal(10, pong!.Opcode);
        Assert.Equal([7], pong.Payload);
        Assert.Contains("OPSP0000", await client.AnswerAsync());
    }

    private static async Task<BareClient> ConnectAsync(VenueServer venue)
    {
        var (_, body) = await BareClient.ApproveAsync(venue, "my-app-key", "my-secret");
        return await BareClient.ConnectAsync(venue, key: ApprovalAnswer.Decode(body).Key!.Reveal());
    }

    private static string Request(string header = Good, string input = Pair) => $"{{\"header\":{{{header}}},\"body\":{{\"input\":{{{input}}}}}}}";
}
