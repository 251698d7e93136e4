using System.Text;
using OptionAuctions.Wire;
using static OptionAuctions.Venue.Tests.Scenarios.Scene;

namespace OptionAuctions.Venue.Tests.Scenarios;

/// <summary>One test a shipped scenario: those about data messages. Each hears half a minute of a call with and without the scenario.</summary>
public sealed class ShippedMessageScenariosSpecs
{
    private const int Seconds = 30;

    [Fact]
    public async Task Eighth_column_widens_every_record() => Assert.All(await HearAsync("eighth-column"), m => Assert.Equal(8, Width(m)));

    [Fact]
    public async Task Empty_column_ends_every_record_in_a_delimiter() => Assert.All(await HearAsync("empty-column"), m =>
    {
        Assert.Equal(8, Width(m));
        Assert.EndsWith("^", m);
    });

    [Fact]
    public async Task Price_column_ends_every_record_in_a_price_of_whole_won() => Assert.All(await HearAsync("price-column"), m =>
    {
        Assert.Equal(8, Width(m));
        Assert.All(m.Split('|')[3].Split('^').Chunk(8), record => Assert.Equal(record[2], $"{record[7]}.00"));
    });

    [Fact]
    public async Task Shifted_columns_keep_the_width_and_put_something_else_first() => Assert.All(await HearAsync("shifted-columns"), m =>
    {
        Assert.Equal(7, Width(m));
        Assert.StartsWith("0^", m.Split('|')[3]);
    });

    [Fact]
    public async Task Merged_columns_lose_a_column_in_every_fourth_message() => EveryNth(await HearAsync("merged-columns"), 4, m => Width(m) == 6);

    [Fact]
    public async Task Missing_column_loses_the_last_in_every_fourth_message() => EveryNth(await HearAsync("missing-column"), 4, m => Width(m) == 6);

    [Fact]
    public async Task Truncated_messages_end_in_the_middle() =>
        EveryNth(await HearAsync("truncated-messages"), 5, m => !m.EndsWith("311", StringComparison.Ordinal));

    [Fact]
    public async Task Encrypted_flag_stands_before_every_fourth_message() => EveryNth(await HearAsync("encrypted-flag"), 4, m => m[0] == '1');

    [Fact]
    public async Task Foreign_code_is_told_in_every_fourth_message() =>
        EveryNth(await HearAsync("foreign-code"), 4, m => m.Split('|')[3].StartsWith("Z99999999^", StringComparison.Ordinal));

    [Fact]
    public async Task Odd_time_stands_in_every_fourth_message() => EveryNth(await HearAsync("odd-time"), 4, m => m.Split('^')[1] == "235959");

    [Fact]
    public async Task Unknown_phase_is_told_in_every_record() => Assert.All(await HearAsync("unknown-phase"), m => Assert.EndsWith("^AB1", m));

    [Fact]
    public async Task No_price_says_nan() => Assert.All(await HearAsync("no-price"), m => Assert.Equal("nan", m.Split('^')[2]));

    [Fact]
    public async Task Unsigned_changes_leave_only_the_sign_code()
    {
        var calm = await HearAsync("calm");
        Assert.Contains(calm, m => m.Contains("^-", StringComparison.Ordinal));
        Assert.Equal(calm.Select(m => m.Replace("^-", "^", StringComparison.Ordinal)), await HearAsync("unsigned-changes"));
    }

    [Fact]
    public async Task Count_lies_says_one_more_in_every_third_and_one_less_in_every_fifth_frame()
    {
        var (calm, heard) = (await HearAsync("calm"), await HearAsync("count-lies"));
        for (var i = 0; i < calm.Count; i++)
            Assert.Equal(Count(calm[i]) + ((i + 1) % 3 == 0 ? 1 : 0) - ((i + 1) % 5 == 0 ? 1 : 0), Count(heard[i]));
    }

    [Fact]
    public async Task Duplicate_messages_come_twice_every_fourth_time()
    {
        var calm = await HearAsync("calm");
        Assert.Equal(calm.SelectMany((m, i) => (i + 1) % 4 == 0 ? new[] { m, m } : [m]), await HearAsync("duplicate-messages"));
    }

    [Fact]
    public async Task Lost_messages_miss_every_tenth()
    {
        var calm = await HearAsync("calm");
        Assert.Equal(calm.Where((_, i) => (i + 1) % 10 != 0), await HearAsync("lost-messages"));
    }

    [Fact]
    public async Task Reordered_messages_swap_every_fourth_with_the_next()
    {
        var (calm, heard) = (await HearAsync("calm"), await HearAsync("reordered-messages"));
        Assert.Equal([calm[0], calm[1], calm[2], calm[4], calm[3], calm[5], calm[6], calm[8], calm[7]], heard[..9]);
    }

    [Fact]
    public async Task Merged_messages_make_one_message_of_two()
    {
        var (calm, heard) = (await HearAsync("calm"), await HearAsync("merged-messages"));
        Assert.Equal([calm[0], calm[1], $"{calm[2]}\n{calm[3]}", calm[4]], heard[..4]);
        Assert.Equal(DecodeError.MergedMessages, EnvelopeDecoder.Decode(Encoding.ASCII.GetBytes(heard[2]), RecordLayout.H0ZOANC0).Error);
    }

    [Fact]
    public async Task Broken_utf8_stands_in_every_third_frame_of_the_last_minute_only()
    {
        await using var scene = await OpenAsync("broken-utf8", startsAt: new DateTimeOffset(2026, 11, 23, 8, 58, 40, MarketTime.Offset));
        var client = await scene.ListenAsync(Code);
        scene.Pass(19.9);
        Assert.DoesNotContain(await scene.DataAsync(client), IsBroken);

        scene.Pass(60);

        var last = await scene.DataAsync(client);
        Assert.InRange(last.Count(IsBroken), (last.Count / 3) - 1, (last.Count / 3) + 1);

        static bool IsBroken(string latin1) => latin1.EndsWith("\u00C0\u00E5\u00C0\u00FC", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Burst_delay_keeps_twenty_seconds_of_data_and_sends_it_all_at_once()
    {
        var calm = await HearAsync("calm");
        await using var scene = await OpenAsync("burst-delay");
        var client = await scene.ListenAsync(Code, Other);

        scene.Pass(9.9);
        var before = await scene.DataAsync(client);
        scene.Pass(20);
        Assert.Empty(await scene.DataAsync(client));
        scene.Pass(0.1);

        Assert.Equal(calm, [.. before, .. await scene.DataAsync(client)]);
    }

    [Fact]
    public async Task Call_after_halt_is_held_in_the_middle_of_the_morning_and_ends_with_a_trade()
    {
        await using var scene = await OpenAsync("call-after-halt", startsAt: new DateTimeOffset(2026, 11, 23, 10, 29, 50, MarketTime.Offset));
        var client = await scene.ListenAsync(Code);
        await client.RequestAsync(Code, trId: "H0ZOCNT0");
        Assert.Contains("OPSP0000", await client.AnswerAsync());
        scene.Pass(9.9);
        Assert.Equal(0, scene.Session.FramesSent);

        scene.Pass(150);
        var held = await scene.DataAsync(client);
        Assert.InRange(held.Count, 60, 300);
        Assert.All(held, m => Assert.EndsWith("^311", m));
        scene.Pass(1.1);

        Assert.Collection(await scene.DataAsync(client), cross => Assert.EndsWith("^112", cross), trade => Assert.StartsWith("0|H0ZOCNT0|001|", trade));
        scene.Pass(600);
        Assert.Empty(await scene.DataAsync(client));
    }

    [Fact]
    public async Task A_call_that_overlaps_another_one_is_refused_and_one_that_ends_with_its_scenario_is_not_held()
    {
        await using var scene = await OpenAsync("call-after-halt", startsAt: new DateTimeOffset(2026, 11, 23, 10, 31, 0, MarketTime.Offset));
        var client = await scene.ListenAsync(Code);
        scene.Pass(10);
        Assert.NotEmpty(await scene.DataAsync(client));

        var refusal = Assert.Throws<ArgumentException>(() => scene.Venue.Play(
            Scenario.Parse("scenario twice\nsays it holds a call in a call\nfrom 08:50:00 to 09:10:00 hold a call after a halt")));
        Assert.Contains("'twice' holds a call that overlaps another call of the day", refusal.Message);
        Assert.Equal("call-after-halt", scene.Venue.Scenario.Name);
        scene.Venue.Play(Scenario.Calm);
        scene.Pass(60);

        Assert.Empty(await scene.DataAsync(client));
    }

    private static async Task<List<string>> HearAsync(string scenario)
    {
        await using var scene = await OpenAsync(scenario);
        var client = await scene.ListenAsync(Code, Other);
        scene.Pass(Seconds);
        var heard = await scene.DataAsync(client);
        Assert.True(heard.Count > 20);
        return heard;
    }

    private static void EveryNth(List<string> messages, int nth, Func<string, bool> spoilt) =>
        Assert.Equal(messages.Select((_, i) => (i + 1) % nth == 0), messages.Select(spoilt));

    private static int Count(string message) => int.Parse(message.Split('|')[2], System.Globalization.CultureInfo.InvariantCulture);

    private static int Width(string message) => message.Split('|')[3].Split('^').Length / Count(message);
}
