using Microsoft.Extensions.Configuration;
using OptionAuctions.Hosting;

namespace OptionAuctions.Cli.Histories;

/// <summary>The options of a feed as far as a history needs them: the state folder, and the list of instruments. No app key is needed.</summary>
internal static class HistorySettings
{
    /// <summary>Reads them.</summary>
    /// <exception cref="CliException">A key is unknown, or a value is impossible.</exception>
    public static FeedOptions Read(IConfiguration configuration)
    {
        try
        {
            return FeedOptionsReader.Read(configuration, options =>
            {
                options.AppKeys = [new AppKeyOptions { AppKey = new Secret("none-is-needed"), AppSecret = new Secret("none-is-needed") }];
                options.Series = []; // nothing is chosen by today's list
            });
        }
        catch (FeedOptionsException cause)
        {
            throw new CliException(string.Join('\n', cause.Problems), ExitCode.Usage);
        }
    }
}
