using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Clients;

/// <summary>Clients that reason as the vendor's published samples do, each in its own way, through a whole opening.</summary>
public sealed class VendorStyleSpecs
{
    private static readonly string[] Codes = ["B11612083", "C11612083", "B50612081"];
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_old_sample_splits_text_walks_records_of_fixed_width_and_answers_by_a_pong_frame()
    {
        var prices = new Dictionary<string, List<string>>();
        await RunAsync(pingPongOpcode: 10, data: text =>
        {
            var parts = text.Split('|');
            if (parts[1] != "H0ZOANC0") return 0;
            var (count, fields) = (int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3].Split('^'));
            for (var (i, record) = (0, 0); record < count; record++, i += 7)
            {
                if (!prices.TryGetValue(fields[i], out var known)) prices[fields[i]] = known = [];
                known.Add(fields[i + 2]);
            }

            return count;
        }, answer: json =>
        {
            var body = json.GetProperty("body");
            Assert.Equal("0", body.GetProperty("rt_cd").GetString());
            if (body.GetProperty("msg1").GetString() == "SUBSCRIBE SUCCESS")
                Assert.Equal(
                    (32, 16),
                    (body.GetProperty("output").GetProperty("key").GetString()!.Length,
                        body.GetProperty("output").GetProperty("iv").GetString()!.Length));
        });

        Assert.Equal(Codes.Order(StringComparer.Ordinal), prices.Keys.Order(StringComparer.Ordinal));
        Assert.All(prices.Values, series => Assert.InRange(series.Count, 1000, 1600));
    }

    [Fact]
    public async Task The_new_sample_reads_a_frame_as_one_row_of_a_table_and_answers_by_a_pong_frame() => await RunAsync(
        pingPongOpcode: 10,
        data: text =>
        {
            var parts = text.Split('|');
            Assert.True(parts.Length >= 4, "data not found");
            Assert.True(parts[3].Split('^').Length >= 7);
            return int.Parse(parts[2], CultureInfo.InvariantCulture);
        },
        answer: json => Assert.True(
            json.GetProperty("body").GetProperty("msg1").GetString()![..5] == "UNSUB"
            || json.GetProperty("body").GetProperty("output").TryGetProperty("iv", out _)));

    [Fact]
    public async Task The_many_process_sample_echoes_the_text() =>
        await RunAsync(pingPongOpcode: 1, data: text => int.Parse(text.Split('|')[2], CultureInfo.InvariantCulture), answer: _ => { });

    /// <summary>Registers, hears the opening to its end and ten minutes of quiet behind it, releases, closes.</summary>
    private async Task RunAsync(int pingPongOpcode, Func<string, int> data, Action<JsonElement> answer)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), _time);
        var (_, body) = await BareClient.ApproveAsync(venue, "P" + new string('k', 35), new string('s', 180));
        using var client = await BareClient.ConnectAsync(venue, "/tryitout/H0ZOANC0", ApprovalAnswer.Decode(body).Key!.Reveal());
        foreach (var code in Codes)
        {
            await client.RequestAsync(code);
            answer(JsonDocument.Parse(await client.AnswerAsync()).RootElement);
        }

        long heard = 0, records = 0;
        for (var minute = 0; minute < 31; minute++)
            for (var step = 0; step < 6; step++)
            {
                _time.Advance(TimeSpan.FromSeconds(10));
                var session = venue.State().Sessions[0];
                for (var sent = session.FramesSent + session.PingPongsSent; heard < sent; heard++)
                {
                    var text = (await client.ReadAsync())!.Text;
                    if (text[0] == '0') records += data(text);
                    else if (JsonDocument.Parse(text).RootElement.GetProperty("header").GetProperty("tr_id").GetString() == "PINGPONG")
                        await client.SayAsync(text, pingPongOpcode);
                }

                await venue.WhenAsync(s => s.Sessions[0].PingPongsAnswered == s.Sessions[0].PingPongsSent);
            }

        foreach (var code in Codes)
        {
            await client.RequestAsync(code, "2");
            answer(JsonDocument.Parse(await client.AnswerAsync()).RootElement);
        }

        await client.CloseAsync();
        var end = (await venue.WhenAsync(s => !s.OpenSessions.Any())).Sessions[0];
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (end.End, end.CloseCode));
        Assert.Equal(end.RecordsSent, records);
        Assert.True(end.PingPongsSent > 25);
    }
}
