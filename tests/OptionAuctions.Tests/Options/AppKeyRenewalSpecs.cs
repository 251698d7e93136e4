namespace OptionAuctions.Tests.Options;

public sealed class AppKeyRenewalSpecs
{
    private readonly FeedOptions _options = Some.Options();
    private int _raised;

    public AppKeyRenewalSpecs() => _options.AppKeysRenewed += () => _raised++;

    [Fact]
    public void Renewed_credentials_are_copied_and_told()
    {
        var renewed = Key("new-key", "new-secret");

        Assert.Empty(_options.RenewAppKeys([renewed]));
        renewed.AppKey = new Secret("changed-later");

        Assert.Equal(("new-key", "new-secret", 1), (_options.AppKeys[0].AppKey.Reveal(), _options.AppKeys[0].AppSecret.Reveal(), _raised));
    }

    [Fact]
    public void Impossible_credentials_change_nothing_and_are_named()
    {
        Assert.Contains("OptionAuctions:AppKeys has 2 app keys, and a feed that runs keeps its 1", _options.RenewAppKeys([Key("a", "b"), Key("c", "d")])[0]);
        Assert.Contains("OptionAuctions:AppKeys:0:AppSecret is missing", _options.RenewAppKeys([Key("new-key", "")])[0]);

        Assert.Equal((Canary.AppKey, 0), (_options.AppKeys[0].AppKey, _raised));
    }

    private static AppKeyOptions Key(string key, string secret) => new() { AppKey = new Secret(key), AppSecret = new Secret(secret) };
}
