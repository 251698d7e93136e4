using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The verb <c>diff</c>, with the strategies of an assembly that is loaded by its path.</summary>
public sealed class DiffSpecs : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 8, 40, 0, MarketTime.Offset);
    private static readonly string[] Settled = ["--a", Strategies.Of("SettledRises"), "--b", Strategies.Of("SettledRises")];
    private static readonly string[] Differing = ["--a", Strategies.Of("SettledRises"), "--b", Strategies.Of("PatientRises")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diff-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Per_code_it_shows_what_one_decides_alone_and_what_both_decide_at_different_times()
    {
        await RecordAsync();

        await using var run = CliRun.Start(["diff", To, .. Differing]);

        Assert.Equal(1, await run.Code);
        AssertNothingIsSaid(run);
        Assert.Equal(
            [
                "B11612083  +0 -2 ~2",
                "  - 08:40:08.000  Order { Side = buy, Price = 12550.00 }",
                "  - 08:40:09.500  Order { Side = sell, Price = 12500.00 }",
                "  ~ 08:40:25.000  Order { Side = buy, Price = 12550.00 }  moved by +1 s",
                "  ~ 08:40:27.500  Order { Side = sell, Price = 12500.00 }  moved by +1 s",
                "codes 2, of which 1 differ: +0 -2 ~2; decisions that are the same 0",
            ],
            run.Out.Lines);
    }

    [Fact]
    public async Task The_same_class_twice_decides_the_same_and_all_of_it_is_shown_on_request()
    {
        await RecordAsync();

        await using var run = CliRun.Start(["diff", To, .. Settled]);
        Assert.Equal(0, await run.Code);
        Assert.Equal("codes 2, of which 0 differ: +0 -0 ~0; decisions that are the same 4", Assert.Single(run.Out.Lines));

        await using var all = CliRun.Start(["diff", To, .. Settled, "--all"]);
        Assert.Equal(0, await all.Code);
        Assert.Equal(["B11612083  +0 -0 ~0", "    08:40:08.000  Order { Side = buy, Price = 12550.00 }"], all.Out.Lines.Take(2));
        Assert.Equal(["B11612084  +0 -0 ~0", run.Out.Lines[0]], all.Out.Lines.Skip(5));
    }

    [Fact]
    public async Task Equal_decisions_are_shown_next_to_one_that_differs_and_the_others_are_counted()
    {
        await RecordAsync();
        string[] threshold = ["--a", Strategies.Of("SettledRises"), "--b", Strategies.Of("CautiousRises")];

        await using var run = CliRun.Start(["diff", To, .. threshold]);

        Assert.Equal(1, await run.Code);
        Assert.Equal(
            [
                "B11612083  +0 -2 ~0",
                "  - 08:40:08.000  Order { Side = buy, Price = 12550.00 }",
                "  - 08:40:09.500  Order { Side = sell, Price = 12500.00 }",
                "    08:40:25.000  Order { Side = buy, Price = 12550.00 }",
                "    08:40:27.500  Order { Side = sell, Price = 12500.00 }",
                "codes 2, of which 1 differ: +0 -2 ~0; decisions that are the same 2",
            ],
            run.Out.Lines);
    }

    [Fact]
    public async Task As_json_it_is_an_object_per_code_and_a_summary()
    {
        await RecordAsync();

        await using var run = CliRun.Start(["diff", To, .. Differing, "--json"]);

        Assert.Equal(1, await run.Code);
        Assert.Equal(2, run.Out.Lines.Count);
        using var code = JsonDocument.Parse(run.Out.Lines[0]);
        var root = code.RootElement;
        Assert.Equal(("diff", "B11612083"), (root.GetProperty("type").GetString(), root.GetProperty("code").GetString()));
        Assert.Equal((2, 0, 2, 0), (Count("onlyInA"), Count("onlyInB"), Count("moved"), Count("same")));
        var decisions = root.GetProperty("decisions").EnumerateArray().ToArray();
        Assert.Equal(["onlyInA", "onlyInA", "moved", "moved"], decisions.Select(decision => decision.GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Null, decisions[0].GetProperty("b").ValueKind);
        Assert.Equal("2026-11-23T08:40:26.000+09:00", decisions[2].GetProperty("b").GetString());
        Assert.Equal(1, decisions[2].GetProperty("movedBy").GetDouble());
        Assert.Equal(
            """{"type":"summary","codes":2,"codesThatDiffer":1,"onlyInA":2,"onlyInB":0,"moved":2,"same":0}""", run.Out.Lines[1]);

        int Count(string name) => root.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_part_and_some_codes_are_compared()
    {
        await RecordAsync();

        await using var late = CliRun.Start(["diff", To, .. Differing, "--from", "08:40:17", "--to", "08:40:27"]);
        Assert.Equal(1, await late.Code);
        Assert.Equal(3, late.Out.Lines.Count); // it begins with 17 s, and is settled for one of them only
        Assert.StartsWith("B11612083  +0 -1", late.Out.Lines[0]);

        await using var other = CliRun.Start(["diff", To, .. Differing, "--codes", "B11612084"]);
        Assert.Equal(0, await other.Code);
        Assert.Equal("codes 1, of which 0 differ: +0 -0 ~0; decisions that are the same 0", Assert.Single(other.Out.Lines));
    }

    [Fact]
    public async Task What_actors_throw_is_told_and_the_exit_code_says_so_although_nothing_differs()
    {
        await RecordAsync();

        await using var run = CliRun.Start(["diff", To, "--a", Strategies.Of("Overconfident"), "--b", Strategies.Of("SettledRises"), "--to", "08:40:08"]);
        await using var thrown = CliRun.Start(["diff", To, "--a", Strategies.Of("Overconfident"), "--b", Strategies.Of("Overconfident"), "--to", "08:40:09"]);

        Assert.Equal(0, await run.Code);
        Assert.Equal(1, await thrown.Code);
        foreach (var side in (string[])["a", "b"])
        {
            Assert.Contains(
                $"auctions: {side}: 08:40:08.000 B11612083: its actor was restarted: InvalidOperationException: no order book has such a price",
                thrown.Error.Lines);
        }

        Assert.StartsWith("codes 2, of which 0 differ", Assert.Single(thrown.Out.Lines));
    }

    [Fact]
    public async Task Another_build_of_an_assembly_has_its_name_and_needs_nothing_of_ours_beside_it()
    {
        await RecordAsync();
        var copy = Made(Path.GetFileName(Strategies.Dll), path => File.Copy(Strategies.Dll, path));

        await using var run = CliRun.Start(["diff", To, .. Settled[..3], $"{copy}!{Strategies.Of("PatientRises").Split('!')[1]}"]);

        Assert.Equal(1, await run.Code);
        AssertNothingIsSaid(run);
        Assert.StartsWith("B11612083  +0 -2 ~2", run.Out.Lines[0]);
    }

    [Fact]
    public async Task Actors_for_no_code_are_warned_of()
    {
        await RecordAsync();

        await using var run = CliRun.Start(["diff", To, "--a", Strategies.Of("Nobody"), "--b", Strategies.Of("SettledRises")]);

        Assert.Equal(1, await run.Code);
        Assert.Equal("auctions: warning: --a has no actor for any code of the recording", Assert.Single(run.Error.Lines));
        Assert.StartsWith("B11612083  +4 -0 ~0", run.Out.Lines[0]);
    }

    [Fact]
    public async Task Interrupted_it_says_how_far_it_was_and_compares_nothing()
    {
        await RecordAsync();
        using var time = new HeldTime(reads: 10);

        await using var run = CliRun.Start(["diff", To, .. Differing], time: time);
        await time.Reached;
        await run.RequestStopAsync();
        time.GoOn();

        Assert.Equal(1, await run.Code);
        Assert.Empty(run.Out.Lines);
        Assert.Matches("auctions: stopped at 08:40:0. of the recording in the replay of --a: nothing is compared", run.Error.Text);
    }

    [Fact]
    public async Task A_comparison_that_takes_longer_says_of_each_replay_how_far_it_is()
    {
        await RecordAsync();
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) }; // each look at the clock takes a while

        await using var run = CliRun.Start(["diff", To, .. Settled], time: time);

        Assert.Equal(0, await run.Code);
        foreach (var side in (string[])["a", "b"]) Assert.Contains($"auctions: {side}: at 08:40:", run.Error.Text);
    }

    [Theory]
    [InlineData("there is no such file", "/nowhere/Strategy.dll")]
    [InlineData("it has several classes; name one, such as !OptionAuctions.Replay.Strategies.CautiousRises", "{dll}")]
    [InlineData("it has no public class 'My.Strategy' that implements OptionAuctions.Replay.IReplayedActors; it has OptionAuctions.", "{dll}!My.Strategy")]
    [InlineData("the constructor has thrown InvalidOperationException: the limit is missing", "{dll}!OptionAuctions.Replay.Strategies.Unconfigured")]
    [InlineData("has no public constructor without parameters", "{dll}!OptionAuctions.Replay.Strategies.WithThreshold")]
    [InlineData("it has no public class that implements OptionAuctions.Replay.IReplayedActors", "{cli}")]
    [InlineData("it is no .NET assembly", "{text}")]
    [InlineData("it needs OptionAuctions.Replay 99.0.0.0, and this program has 0.1.0.0", "{newer}")]
    [InlineData("it cannot be loaded: Could not load file or assembly 'Gone, Version=1.0.0.0", "{needy}")]
    public async Task What_cannot_be_loaded_is_refused_by_name_before_anything_is_played(string sentence, string actors)
    {
        await RecordAsync();
        actors = actors.Replace("{dll}", Strategies.Dll).Replace("{cli}", typeof(CliEnvironment).Assembly.Location)
            .Replace("{text}", Made("Text.dll", path => File.WriteAllText(path, "no assembly")))
            .Replace("{newer}", Made("Newer.dll", path => MadeAssembly.Write(path, "OptionAuctions.Replay", new Version(99, 0, 0, 0))))
            .Replace("{needy}", Made("Needy.dll", path => MadeAssembly.Write(path, "Gone", new Version(1, 0, 0, 0))));

        foreach (var (a, b) in new[] { (actors, Settled[1]), (Settled[1], actors) })
        {
            await using var run = CliRun.Start(["diff", To, "--a", a, "--b", b]);

            Assert.Equal(2, await run.Code);
            Assert.StartsWith($"auctions: --{(a == actors ? "a" : "b")} '{actors}': ", Assert.Single(run.Error.Lines));
            Assert.Contains(sentence, run.Error.Text);
            Assert.Empty(run.Out.Lines);
        }
    }

    [Theory]
    [InlineData("Option '--b' is required", "/nowhere", "--a", "My.dll")]
    [InlineData("there is no recording", "/nowhere", "--a", "My.dll", "--b", "My.dll")]
    [InlineData("--from 09:00:00 is not before --to 08:00:00", "/nowhere", "--a", "My.dll", "--b", "My.dll", "--from", "09:00:00", "--to", "08:00:00")]
    public async Task What_cannot_be_played_is_refused_by_name(string sentence, params string[] words)
    {
        await using var run = CliRun.Start(["diff", .. words]);

        Assert.Equal(2, await run.Code);
        Assert.Contains(sentence, run.Error.Text);
    }

    private string To => Path.Combine(_folder.FullName, "to");

    private string Made(string name, Action<string> write)
    {
        var path = Path.Combine(_folder.FullName, name);
        write(path);
        return path;
    }

    /// <summary>
    /// Records half a minute of an opening call of two codes, two records a second: one rises when eight seconds of it are known and once more, and falls again
    /// after each; the other does not move.
    /// </summary>
    private async Task RecordAsync()
    {
        await using var recorder = new MessageRecorder(new RecorderOptions { Directory = To, Sync = DiskSync.Never }, TimeProvider.System);
        for (var half = 0; half < 60; half++)
        {
            var at = Begin.AddSeconds(half / 2.0);
            var price = half is (>= 16 and < 19) or (>= 50 and < 55) ? 12_550 : 12_500;
            var text = string.Create(
                CultureInfo.InvariantCulture, $"0|H0ZOANC0|002|B11612083^{at:HHmmss}^{price}^{price - 12_000}^2^{(price - 12_000) / 120.0:0.00}^311^"
                + $"B11612084^{at:HHmmss}^12500^500^2^4.17^311");
            recorder.Record(new ReceivedMessage(Encoding.ASCII.GetBytes(text)) { Epoch = 1, Number = half + 1, ReceivedAt = at });
        }
    }

    /// <summary>But for the progress, which a busy machine shows.</summary>
    private static void AssertNothingIsSaid(CliRun run) =>
        Assert.DoesNotContain(run.Error.Lines, line => !line.Contains(" of the recording, ", StringComparison.Ordinal));
}
