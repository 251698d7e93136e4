using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Running;
using OptionAuctions.Hosting;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class ConfigSpecs
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "config", "appsettings.json");

    [Fact]
    public void The_settings_file_names_every_option_but_the_secrets_and_nothing_else()
    {
        using var settings = JsonDocument.Parse(System.IO.File.ReadAllText(File), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var written = settings.RootElement.GetProperty(FeedOptions.Section).EnumerateObject().Select(setting => setting.Name);

        Assert.Equal(
            typeof(FeedOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name).Except([nameof(FeedOptions.AppKeys)]).Order(),
            written.Order());
    }

    [Fact]
    public void Each_setting_in_the_file_is_the_default_but_for_the_files_that_are_shipped()
    {
        var section = new ConfigurationBuilder().AddJsonFile(File).Build().GetSection(FeedOptions.Section);
        var (bound, unset) = (new FeedOptions(), new FeedOptions());
        section.Bind(bound);

        Assert.Equal(("config/codes.txt", "config/fo_stk_code_mts.mst"), (bound.CodesFile, bound.MasterFile));
        foreach (var property in typeof(FeedOptions).GetProperties().Where(p => p.CanWrite && p.Name is not (nameof(FeedOptions.CodesFile) or nameof(FeedOptions.MasterFile))))
            Assert.Equal(property.GetValue(unset), property.GetValue(bound));
    }

    [Fact]
    public void Each_setting_in_the_file_has_its_comment()
    {
        var lines = System.IO.File.ReadAllLines(File);
        foreach (var setting in lines.Index().Where(line => line.Item.TrimStart().StartsWith('"')))
            Assert.StartsWith("//", lines[setting.Index - 1].TrimStart());
    }

    [Fact]
    public void The_codes_file_fits_one_session_and_is_worth_watching()
    {
        var options = FeedOptionsReader.Check(new FeedOptions(), o =>
        {
            o.CodesFile = "config/codes.txt";
            o.AppKeys = [new AppKeyOptions { AppKey = new Secret("any"), AppSecret = new Secret("any") }];
        });

        Assert.InRange(options.Codes.Distinct().Count(), 24, 41);
        Assert.Equal(options.Codes.Count, options.Codes.Distinct().Count());
    }

    [Fact]
    public void The_actor_system_reads_its_file()
    {
        var settings = Settings.Akka(new Surroundings { Out = TextWriter.Null, Error = TextWriter.Null, Sources = _ => { } });

        Assert.Equal("INFO", settings.GetString("akka.loglevel"));
        Assert.Equal("off", settings.GetString("akka.log-dead-letters"));
    }
}
