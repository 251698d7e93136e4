using System.Collections;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting.Tests;

/// <summary>Every key that there is, found by reflection, with nothing and with nonsense in it: it has its default, or is refused by its name.</summary>
public sealed class OptionKeysSpecs
{
    private const string Nonsense = "~nonsense~";

    private static readonly Dictionary<string, string?> Base = new()
    {
        ["AppKeys:0:AppKey"] = "key", ["AppKeys:0:AppSecret"] = "secret", ["Codes:0"] = "B11612083",
        ["MasterFile"] = "some.mst", ["Series:0:Underlying"] = "005930", ["Auctions:PathWindows:0"] = "00:00:10",
    };

    public static TheoryData<string> Keys => new(KeysOf(typeof(FeedOptions), ""));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_with_nothing_in_it_counts_as_left_out_or_is_refused_by_its_name(string key)
    {
        foreach (var nothing in new[] { null, "", " ", "\t\r\n" })
        {
            if (Read(out var options, (key, nothing)) is { } refused) Names($"OptionAuctions:{key} is ", refused);
            else Assert.Equal(Values(LeftOut(key)), Values(options));
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_with_nonsense_in_it_is_refused_by_its_name_or_is_a_text_that_may_be_anything(string key)
    {
        if (Read(out var options, (key, Nonsense)) is { } refused) Names($"OptionAuctions:{key}", refused);
        else Assert.Contains((key, Nonsense), Values(options));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Null_in_a_JSON_file_is_nothing_like_any_other(string key)
    {
        var json = key.Split(':').Reverse().Aggregate("null", (inner, name) => name == "0" ? $"[{inner}]" : $"{{\"{name}\": {inner}}}");
        var file = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"OptionAuctions\": {json}}}"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Section(Base)).AddJsonStream(file).Build();

        if (Record.Exception(() => FeedOptionsReader.Read(configuration)) is { } refused)
            Assert.Contains($"OptionAuctions:{key} is ", Assert.IsType<FeedOptionsException>(refused).Message);
    }

    [Fact]
    public void Null_that_code_has_set_is_refused_by_its_key()
    {
        var keys = 0;
        foreach (var key in KeysOf(typeof(FeedOptions), "").Where(key => !key.EndsWith(":0", StringComparison.Ordinal)))
        {
            Read(out var options);
            var path = key.Split(':');
            var owner = path[..^1].Aggregate(
                (object)options, (value, name) => name == "0" ? ((IList)value)[0]! : value.GetType().GetProperty(name)!.GetValue(value)!);
            var property = owner.GetType().GetProperty(path[^1])!;
            if (property.PropertyType.IsValueType || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable) continue;
            property.SetValue(owner, null);
            keys++;

            var refused = Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Check(options));
            Assert.StartsWith($"OptionAuctions:{key} is null", Assert.Single(refused.Problems));
        }

        Assert.True(keys >= 20, $"{keys}");
    }

    [Theory]
    [InlineData("AppKeys:0")]
    [InlineData("Codes:0")]
    [InlineData("Series:0")]
    public void Null_in_a_list_that_code_has_made_is_refused_by_its_place(string key)
    {
        Read(out var options);
        ((IList)typeof(FeedOptions).GetProperty(key[..^2])!.GetValue(options)!)[0] = null;

        var refused = Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Check(options));
        Assert.Equal([$"OptionAuctions:{key} is null; left as it is, it has its default"], refused.Problems);
    }

    [Theory]
    [InlineData("CustomerType", "'~nonsense~' at 'OptionAuctions:CustomerType': it has to be Personal, Corporate")]
    [InlineData("Auctions:FinalPrice", "'~nonsense~' at 'OptionAuctions:Auctions:FinalPrice': it has to be None, CrossTrade, FirstTrade")]
    [InlineData("Series:0:Kind", "'~nonsense~' at 'OptionAuctions:Series:0:Kind': it has to be Both, Calls, Puts")]
    [InlineData("Dialing:ReconnectMin", "it has to be a duration: hours:minutes:seconds")]
    [InlineData("Connection:Capacity", "it has to be a whole number")]
    public void What_a_value_may_be_is_said(string key, string said) => Assert.Contains(said, Read(out _, (key, Nonsense))!.Message);

    [Theory]
    [InlineData("CustomerType", "OptionAuctions:CustomerType is 7, and has to be Personal, Corporate")]
    [InlineData("Auctions:FinalPrice", "OptionAuctions:Auctions:FinalPrice is 7, and has to be None, CrossTrade, FirstTrade")]
    public void A_number_is_no_name(string key, string said) => Assert.Contains(said, Read(out _, (key, "7"))!.Message);

    [Fact]
    public void A_part_of_a_single_value_is_refused() => Assert.Equal(
        ["OptionAuctions:Connection:Capacity:Live is not an option: OptionAuctions:Connection:Capacity is a single value"],
        Read(out _, ("Connection:Capacity:Live", "20"))!.Problems);

    [Theory]
    [InlineData("Codes:1", "")]
    [InlineData("Auctions:PathWindows:1", "")]
    [InlineData("AppKeys:1", "; an app key is OptionAuctions:AppKeys:0:AppKey and :AppSecret")]
    [InlineData("Series:1", "; series are OptionAuctions:Series:0:Underlying, :Kind, :Expiries and :Atm")]
    public void An_item_of_a_list_without_a_value_is_not_skipped(string key, string form)
    {
        foreach (var nothing in new[] { null, "", " " })
            Assert.Equal([$"OptionAuctions:{key} is empty{form}"], Read(out _, (key, nothing))!.Problems);
    }

    [Fact]
    public void A_second_app_key_whose_variables_are_set_to_nothing_is_not_forgotten() => Assert.Equal(
        ["OptionAuctions:AppKeys:1:AppKey is missing", "OptionAuctions:AppKeys:1:AppSecret is missing"],
        Read(out _, ("AppKeys:1:AppKey", ""), ("AppKeys:1:AppSecret", ""))!.Problems);

    private static void Names(string key, FeedOptionsException refused) => Assert.All(refused.Problems, problem => Assert.Contains(key, problem));

    private static FeedOptions LeftOut(string key)
    {
        Assert.Null(Read(out var options, [], without: key));
        return options;
    }

    private static FeedOptionsException? Read(out FeedOptions options, params (string Key, string? Value)[] changes) =>
        Read(out options, changes, without: null);

    private static FeedOptionsException? Read(out FeedOptions options, (string Key, string? Value)[] changes, string? without)
    {
        var values = Base.Where(pair => pair.Key != without).ToDictionary();
        foreach (var (key, value) in changes) values[key] = value;
        try
        {
            options = FeedOptionsReader.Read(Configuration(values));
            return null;
        }
        catch (FeedOptionsException refused)
        {
            options = new FeedOptions();
            return refused;
        }
    }

    private static IConfigurationRoot Configuration(IEnumerable<KeyValuePair<string, string?>> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(Section(values)).Build();

    private static IEnumerable<KeyValuePair<string, string?>> Section(IEnumerable<KeyValuePair<string, string?>> values) =>
        values.Select(pair => KeyValuePair.Create($"OptionAuctions:{pair.Key}", pair.Value));

    /// <summary>Keys of all options, of groups and lists themselves, and of the first item of each list.</summary>
    private static IEnumerable<string> KeysOf(Type type, string prefix) => type.GetProperties()
        .Where(property => property.SetMethod?.IsPublic == true)
        .SelectMany(property => KeysOf($"{prefix}{property.Name}", property.PropertyType));

    private static IEnumerable<string> KeysOf(string key, Type type) =>
        type.IsAssignableTo(typeof(IList)) ? [key, .. KeysOf($"{key}:0", type.GetGenericArguments()[0])]
        : type == typeof(Secret) || type.Namespace != nameof(OptionAuctions) || type.IsEnum ? [key]
        : [key, .. KeysOf(type, $"{key}:")];

    private static (string Key, string? Value)[] Values(FeedOptions options) => [.. Values("", options)];

    private static IEnumerable<(string Key, string? Value)> Values(string key, object? value) => value switch
    {
        IList list => list.Cast<object?>().SelectMany((item, i) => Values($"{key}:{i}", item)),
        Secret secret => [(key, secret.Reveal())],
        { } owner when owner.GetType() is { Namespace: nameof(OptionAuctions), IsEnum: false } type => type.GetProperties()
            .Where(property => property.SetMethod?.IsPublic == true)
            .SelectMany(property => Values(key.Length == 0 ? property.Name : $"{key}:{property.Name}", property.GetValue(owner))),
        _ => [(key, value?.ToString())],
    };
}
