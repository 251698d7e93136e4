using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Verbs;

public sealed class HelpSpecs
{
    [Fact]
    public async Task One_page_explains_every_verb_and_every_option_with_its_default()
    {
        await using var run = CliRun.Start(["--help"]);

        Assert.Equal(0, await run.Code);
        foreach (var verb in new[] { "run", "venue", "codes", "dials", "rehearse", "record", "verify", "replay", "diff", "export", "survey", "history" })
            Assert.Contains($"auctions {verb}", run.Out.Lines);
        string[] options =
        [
            "--codes", "--underlying", "--expiries", "--atm", "--kind", "--ws-url", "--approval-url", "--for", "--json",
            "--band", "--delta", "--fixed", "--slots", "--port", "--listen", "--seed", "--speed", "--gap", "--scenario", "--master", "--all-codes", "--paper",
            "--replay", "--lead", "--list",
            "--stocks", "--raw", "--record", "--to", "--from", "--digest", "--what", "--fixtures", "--a", "--b", "--all",
            "--history", "--history-postgres", "--days", "--calls", "--import", "--db", "--postgres",
        ];
        foreach (var option in options)
        {
            var explained = run.Out.Lines.SkipWhile(line => !line.Contains($"  {option} ")).Take(2);
            Assert.Contains("Default: ", string.Join(' ', explained));
        }
    }

    [Theory]
    [InlineData("run", "--codes", "--port")]
    [InlineData("venue", "--port", "--codes")]
    public async Task A_verb_explains_itself_alone(string verb, string its, string another)
    {
        await using var run = CliRun.Start([verb, "--help"]);

        Assert.Equal(0, await run.Code);
        Assert.Contains(its, run.Out.Text);
        Assert.DoesNotContain(another, run.Out.Text);
    }
}
