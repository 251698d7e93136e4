using OptionAuctions.Tests.Architecture;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A run whose akka.conf turns on Akka's checks that messages and arguments of actors can be serialized: nothing of ours ever is.</summary>
public sealed class SerializeMessagesSpecs
{
    [Fact]
    public void Every_message_says_that_it_stays_in_the_process() => Assert.Empty(MessageTypes.WithoutMarkIn(typeof(AuctionsCli).Assembly));

    [Fact]
    public async Task A_run_goes_on_as_ever_with_the_checks()
    {
        var config = Directory.CreateTempSubdirectory("auctions-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(config.FullName, "akka.conf"), "akka.actor.serialize-messages = on\nakka.actor.serialize-creators = on\n");
            await using var venue = await Venues.StartAsync();
            await using var run = CliRun.Start(CliRun.Following(venue, Venues.Codes), CliRun.Account(), config: config.FullName);
            await run.Out.WhenAsync(line => line.Contains(" % indicative"));

            Assert.Equal(0, await run.InterruptAsync());
            Assert.EndsWith("identity holds", run.Out.Lines[^1]);
            Assert.DoesNotContain("erializ", run.Error.Text);
        }
        finally
        {
            config.Delete(recursive: true);
        }
    }
}
