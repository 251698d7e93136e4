using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Rehearsals;

/// <summary>Requests that are impossible: each is refused by a sentence before anything is dialed.</summary>
public sealed class RehearseInputSpecs
{
    private const string Here = "--ws-url ws://127.0.0.1:9/ --approval-url http://127.0.0.1:9";

    [Theory]
    [InlineData(
        "--ws-url ws://ops.koreainvestment.com:21000/tryitout",
        "--ws-url 'ws://ops.koreainvestment.com:21000' is neither the venue's paper host nor on this machine, and a rehearsal is for those: ")]
    [InlineData("--ws-url ws://openapivts.koreainvestment.com:29443", "--ws-url 'ws://openapivts.koreainvestment.com:29443' is neither the venue's paper host")]
    [InlineData("--approval-url https://openapi.koreainvestment.com:9443", "--approval-url 'https://openapi.koreainvestment.com:9443' is neither ")]
    [InlineData("--approval-url https://canary@example.com", "--approval-url 'https://example.com' is neither ")]
    [InlineData("--ws-url ws://127.0.0.1:9/", "--ws-url is on this machine and --approval-url is the paper host: ")]
    [InlineData("--approval-url http://127.0.0.1:9", "--approval-url is on this machine and --ws-url is the paper host: ")]
    [InlineData("--stocks B11612083", "--stocks 'B11612083' names 'B11612083', which is no stock: six digits, for example 005930")]
    [InlineData("--stocks 005930,,000660", "--stocks '005930,,000660' names '', which is no stock")]
    [InlineData("--stocks 1,2,3,4,5,6", "--stocks '1,2,3,4,5,6' names more than 5 stocks")]
    [InlineData("--for soon", "--for 'soon' is not a duration")]
    [InlineData($"--raw /dev/null/raw.log {Here}", "the file for the messages '/dev/null/raw.log' cannot be created: ")]
    [InlineData($"--raw /dev/null {Here}", "the file for the messages '/dev/null' cannot be created: ")]
    public async Task An_impossible_request_is_refused_by_name(string typed, string sentence)
    {
        await using var run = CliRun.Start(["rehearse", .. typed.Split(' ')], PaperVenue.Account());

        Assert.Equal(2, await run.Code);
        Assert.Empty(run.Out.Lines);
        Assert.StartsWith($"auctions: {sentence}", Assert.Single(run.Error.Lines));
        Assert.DoesNotContain("canary", run.Said);
    }

    [Fact]
    public async Task Without_credentials_it_says_which_are_needed_and_starts_no_venue_of_its_own()
    {
        await using var run = CliRun.Start(["rehearse"]);

        Assert.Equal(2, await run.Code);
        Assert.StartsWith("auctions: a rehearsal needs an app key, one of a paper account (모의투자) at the paper host: ", Assert.Single(run.Error.Lines));
    }
}
