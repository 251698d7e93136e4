using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A configuration that is loaded again while a feed runs.</summary>
public sealed class SectionWatchSpecs
{
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["OptionAuctions:Connection:Capacity"] = "41", ["OptionAuctions:Codes:0"] = "B11612083", ["OptionAuctions:AppKeys:0:AppSecret"] = "canary",
        ["OptionAuctions:Feeds:night:Codes:0"] = "B11612083",
    }).Build();

    private readonly List<string> _told = [];

    [Fact]
    public void The_keys_that_are_others_than_at_first_are_told_once_and_when_they_are_as_before_too()
    {
        using var watch = Watch();
        Load(("Connection:Capacity", "20"), ("Codes:1", "C11612083"));
        Load();
        Load(("Connection:Capacity", "41"), ("Codes:1", null));

        Assert.Equal(["OptionAuctions:Codes:1, OptionAuctions:Connection:Capacity", ""], _told);
    }

    [Fact]
    public void Credentials_are_not_told_since_they_are_replaced()
    {
        using var watch = Watch();
        Load(("AppKeys:0:AppSecret", "another canary"));
        Load(("AppKeys:0:AppSecret", "canary"));

        Assert.Empty(_told);
    }

    [Fact]
    public void What_means_the_same_and_what_another_feed_has_is_not_told()
    {
        using var watch = Watch();
        Load(("CodesFile", ""), ("MasterFile", null), ("Feeds:night:Codes:0", "C11612083"));

        Assert.Empty(_told);
    }

    [Fact]
    public void Nothing_is_told_after_the_end()
    {
        Watch().Dispose();
        Load(("Connection:Capacity", "20"));

        Assert.Empty(_told);
    }

    private SectionWatch Watch() => new(_configuration.GetSection("OptionAuctions"), keys => _told.Add(string.Join(", ", keys)));

    private void Load(params (string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values) _configuration[$"OptionAuctions:{key}"] = value;
        _configuration.Reload();
    }
}
