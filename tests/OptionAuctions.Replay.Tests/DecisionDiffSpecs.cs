using static OptionAuctions.Replay.Tests.DecisionTimes;

namespace OptionAuctions.Replay.Tests;

public sealed class DecisionDiffSpecs
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("1 buy, 2 sell", "1 buy, 2 sell", "= buy, = sell")]
    [InlineData("1 buy, 2 sell", "", "- buy, - sell")]
    [InlineData("", "1 buy", "+ buy")]
    [InlineData("1 buy, 2 sell", "1 buy, 3.2 sell", "= buy, ~ sell by 1.2")]
    [InlineData("5 buy", "4.5 buy", "~ buy by -0.5")]
    [InlineData("1 buy", "1 sell", "- buy, + sell")]
    [InlineData("1 a, 2 b, 3 c", "1.5 x, 2 b, 2.5 y", "- a, + x, = b, + y, - c")] // what is in one only is ordered by time
    public void A_decision_is_in_both_at_one_time_or_another_or_in_one_of_them(string a, string b, string expected) =>
        Assert.Equal(expected, Text(DecisionDiff.Compare(Parse(a), Parse(b))));

    [Theory]
    [InlineData("1 buy, 5 buy, 9 buy", "5 buy, 9 buy", "- buy, = buy, = buy")] // and not two that were moved
    [InlineData("5 x, 6 a, 7 b", "3 a, 4 b, 5 x", "+ a, + b, = x, - a, - b")] // although two pairs could be seen in it
    [InlineData("1 buy, 9 buy", "8.5 buy", "- buy, ~ buy by -0.5")] // the nearer one was moved
    [InlineData("1 a, 1 b, 1 c", "1 b, 1 a, 1 c", "+ b, = a, - b, = c")] // several at one moment, in another order
    [InlineData("1 a, 2 b, 3 c, 4 d", "1.25 b, 2.25 c, 3.25 a, 4.25 d", "- a, ~ b by -0.75, ~ c by -0.75, + a, ~ d by 0.25")] // the longest common subsequence
    public void Of_several_ways_to_see_it_the_one_with_one_moment_then_with_the_most_pairs_then_with_the_least_shift(string a, string b, string expected) =>
        Assert.Equal(expected, Text(DecisionDiff.Compare(Parse(a), Parse(b))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Of_random_decisions_each_is_there_once_and_without_common_moments_no_alignment_is_better(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (a, b) = (Made(random, even: true), Made(random, even: false));

            var lines = DecisionDiff.Compare(a, b);

            AssertEachIsThereOnce(a, b, lines);
            var (pairs, shift) = Best(a, b, 0, 0, []);
            Assert.Equal(pairs, lines.Count(line => line.Kind == DifferenceKind.Moved));
            Assert.Equal(shift, lines.Sum(line => Math.Abs(line.MovedBy.TotalSeconds)), 3);
            AssertEachIsThereOnce(a, a, DecisionDiff.Compare(a, a));
            Assert.All(DecisionDiff.Compare(a, a), line => Assert.Equal(DifferenceKind.Same, line.Kind));
        }
    }

    [Fact]
    public void More_than_fits_is_cut_at_moments_and_each_decision_is_there_once_all_the_same()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var (a, b) = (Made(random, even: true, most: 40), Made(random, even: false, most: 40));

            var lines = new DecisionAlignment(a, b, maxCells: 16).End();

            AssertEachIsThereOnce(a, b, lines);
        }
    }

    [Fact]
    public void Twenty_thousand_that_were_all_moved_are_pairs_but_for_those_at_the_cuts()
    {
        var a = Enumerable.Range(0, 20_000).Select(i => new Decision(RecordedDay.Begin.AddSeconds(i), i % 2 == 0 ? "buy" : "sell")).ToArray();
        var b = a.Select(decision => decision with { At = decision.At.AddSeconds(0.5) }).ToArray();

        var lines = DecisionDiff.Compare(a, b);

        AssertEachIsThereOnce(a, b, lines);
        Assert.InRange(lines.Count(line => line.Kind == DifferenceKind.Moved), 19_990, 20_000);
    }

    [Fact]
    public void Codes_come_in_ordinal_order_also_those_with_an_actor_in_one_replay_only()
    {
        var (a, b) = (new DecisionLog(), new DecisionLog());
        a.AddCode(RecordedDay.Code(3));
        b.Add(RecordedDay.Code(2), RecordedDay.Begin, "buy");
        a.Add(RecordedDay.Code(1), RecordedDay.Begin, "buy");
        b.Add(RecordedDay.Code(1), RecordedDay.Begin, "buy");

        var codes = DecisionDiff.Compare(a, b).ToArray();

        Assert.Equal([1, 2, 3], codes.Select(code => int.Parse(code.Code.ToString()[1..]) - 11_600_000));
        Assert.Equal([true, false, true], codes.Select(code => code.IsEqual));
        Assert.Equal((0, 1, 0, 0), (codes[1].OnlyInA, codes[1].OnlyInB, codes[1].Moved, codes[1].Same));
        Assert.Equal(1, codes[0].Same);
    }

    private static Decision[] Made(Random random, bool even, int most = 7)
    {
        var times = Enumerable.Range(0, random.Next(most)).Select(_ => (random.Next(30) * 2) + (even ? 0 : 1)).Order().ToArray();
        return [.. times.Select(time => new Decision(RecordedDay.Begin.AddSeconds(time), $"{(char)('a' + random.Next(3))}"))];
    }

    private static void AssertEachIsThereOnce(Decision[] a, Decision[] b, IReadOnlyList<DecisionPair> lines)
    {
        Assert.Equal(a, lines.Where(line => line.A is not null).Select(line => line.A!.Value));
        Assert.Equal(b, lines.Where(line => line.B is not null).Select(line => line.B!.Value));
        Assert.All(lines.Where(line => line is { A: not null, B: not null }), line => Assert.Equal(line.A!.Value.Text, line.B!.Value.Text));
    }

    /// <summary>The most pairs, and with as many the least shift in seconds, by trying all ways.</summary>
    private static (int Pairs, double Shift) Best(Decision[] a, Decision[] b, int i, int j, Dictionary<(int, int), (int, double)> known)
    {
        if (i == a.Length || j == b.Length) return (0, 0);
        if (known.TryGetValue((i, j), out var best)) return best;
        List<(int Pairs, double Shift)> ways = [Best(a, b, i + 1, j, known), Best(a, b, i, j + 1, known)];
        if (a[i].Text == b[j].Text)
        {
            var (pairs, shift) = Best(a, b, i + 1, j + 1, known);
            ways.Add((pairs + 1, shift + Math.Abs((a[i].At - b[j].At).TotalSeconds)));
        }

        return known[(i, j)] = ways.OrderByDescending(way => way.Pairs).ThenBy(way => way.Shift).First();
    }
}
