using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Hosting;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class ConfigSpecs
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "config", "appsettings.json");

    [Fact]
    public void The_settings_file_names_every_option_but_the_secrets_and_nothing_else()
    {
        using var settings = JsonDocument.Parse(System.IO.File.ReadAllText(File), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var written = Names(settings.RootElement.GetProperty(FeedOptions.Section)).ToArray();

        Assert.Equal(Settings(new FeedOptions()).Select(setting => setting.Key).Except([nameof(FeedOptions.AppKeys)]).Order(), written.Order());
        Assert.Contains("Connection:Capacity", written);
    }

    [Fact]
    public void Each_setting_in_the_file_is_the_default_but_for_the_files_that_are_shipped()
    {
        var section = new ConfigurationBuilder().AddJsonFile(File).Build().GetSection(FeedOptions.Section);
        var bound = new FeedOptions();
        section.Bind(bound);

        Assert.Equal(("config/codes.txt", "config/fo_stk_code_mts.mst"), (bound.CodesFile, bound.MasterFile));
        (bound.CodesFile, bound.MasterFile) = ("", "");
        Assert.Equal(Settings(new FeedOptions()), Settings(bound));
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
        var settings = Running.Settings.Akka(CliRun.Nowhere);

        Assert.Equal("INFO", settings.GetString("akka.loglevel"));
        Assert.Equal("off", settings.GetString("akka.log-dead-letters"));
    }

    /// <summary>Keys of the settings in a file, those in groups too.</summary>
    private static IEnumerable<string> Names(JsonElement section) => section.EnumerateObject().SelectMany(setting =>
        setting.Value.ValueKind == JsonValueKind.Object ? Names(setting.Value).Select(name => $"{setting.Name}:{name}") : [setting.Name]);

    /// <summary>Keys and values of all options, those in groups too.</summary>
    private static IEnumerable<(string Key, object? Value)> Settings(object options) => options.GetType().GetProperties()
        .Where(property => property.SetMethod?.IsPublic == true)
        .SelectMany(property => property.GetValue(options) is { } group && group.GetType().Name.EndsWith("Options", StringComparison.Ordinal)
            ? Settings(group).Select(setting => ($"{property.Name}:{setting.Key}", setting.Value))
            : [(property.Name, property.GetValue(options))]);
}
