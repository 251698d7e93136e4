using OptionAuctions.Cli.Recordings;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Tests.Recordings;

public sealed class LineDiffReportSpecs
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);

    [Fact]
    public void Two_equal_decisions_on_each_side_of_a_difference_are_shown_and_the_others_are_counted() => Assert.Equal(
        [
            "B11612083  +1 -1 ~1",
            "    (2 the same)",
            "    08:40:02.000  c",
            "    08:40:03.000  d",
            "  - 08:40:04.000  e",
            "    08:40:05.000  f",
            "    08:40:06.000  g",
            "    (1 the same)",
            "    08:40:08.000  i",
            "    08:40:09.000  j",
            "  ~ 08:40:10.000  k  moved by -0.25 s",
            "    08:40:11.000  l",
            "    08:40:12.000  m",
            "    08:40:13.000  n",
            "  + 08:40:14.000  o",
        ],
        new LineDiffReport(all: false, severalDays: false).Lines(Code()));

    [Fact]
    public void Over_several_days_a_time_has_its_date_and_all_means_each_decision()
    {
        var lines = new LineDiffReport(all: true, severalDays: true).Lines(Code()).ToArray();

        Assert.Equal(16, lines.Length);
        Assert.Equal("    2026-11-23 08:40:00.000  a", lines[1]);
    }

    [Fact]
    public void The_summary_adds_up_all_codes_also_those_without_a_line()
    {
        var report = new LineDiffReport(all: false, severalDays: false);
        foreach (var code in (CodeDifference[])[Code(), new(new Instrument("C11612083"), [Same(0)]), Code()]) _ = report.Lines(code).Count();

        Assert.False(report.IsEqual);
        Assert.Equal("codes 3, of which 2 differ: +2 -2 ~2; decisions that are the same 25", report.Summary());
    }

    /// <summary>Fifteen decisions, a second apart: the fifth only in the first replay, the eleventh moved, the last only in the second one.</summary>
    private static CodeDifference Code() => new(new Instrument("B11612083"), [.. Enumerable.Range(0, 15).Select(i => i switch
    {
        4 => Same(i) with { B = null },
        10 => Same(i) with { B = Same(i).A!.Value with { At = Begin.AddSeconds(9.75) } },
        14 => Same(i) with { A = null },
        _ => Same(i),
    })]);

    private static DecisionPair Same(int second)
    {
        var decision = new Decision(Begin.AddSeconds(second), $"{(char)('a' + second)}");
        return new DecisionPair(decision, decision);
    }
}
