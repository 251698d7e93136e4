using System.Reflection;

namespace OptionAuctions.Tests.Architecture;

/// <summary>Which package may know which. The compiler forgets references that no code uses, so these are the ones that code does use.</summary>
public sealed class PackageSpecs
{
    private const string Root = nameof(OptionAuctions);

    public static TheoryData<string, string[]> Packages => new()
    {
        { "OptionAuctions.Wire", [] },
        { "OptionAuctions.Market", ["OptionAuctions.Wire"] },
        { "OptionAuctions.Recording", ["OptionAuctions.Wire"] },
        { "OptionAuctions", ["OptionAuctions.Wire", "OptionAuctions.Market"] },
        { "OptionAuctions.Chains", ["OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions"] },
        { "OptionAuctions.Hosting", ["OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions", "OptionAuctions.Recording"] },
        {
            "OptionAuctions.Export",
            [
                "OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions", "OptionAuctions.History", "OptionAuctions.Recording", "OptionAuctions.Replay",
            ]
        },
        { "OptionAuctions.History", ["OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions"] },
        { "OptionAuctions.Venue", ["OptionAuctions.Wire"] },
        { "OptionAuctions.Replay", ["OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions", "OptionAuctions.Recording"] },
        {
            "OptionAuctions.TestKit",
            ["OptionAuctions.Wire", "OptionAuctions.Market", "OptionAuctions", "OptionAuctions.Recording", "OptionAuctions.Replay", "OptionAuctions.Venue"]
        },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_knows_only_the_packages_before_it(string package, string[] before) =>
        Assert.Empty(References(package).Where(name => name.StartsWith(Root, StringComparison.Ordinal)).Except(before));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_shows_its_inside_to_tests_only(string package, string[] _)
    {
        var friends = Assembly.Load(package)
            .GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
            .Select(friend => friend.AssemblyName);

        Assert.All(friends, friend => Assert.True(friend is "OptionAuctions.Benchmarks" || friend.EndsWith(".Tests", StringComparison.Ordinal), friend));
    }

    [Theory]
    [InlineData("OptionAuctions.Wire")]
    [InlineData("OptionAuctions.Market")]
    public void Wire_and_market_are_framework_only(string package) =>
        Assert.All(
            References(package).Where(name => !name.StartsWith(Root, StringComparison.Ordinal)),
            name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Theory]
    [InlineData("OptionAuctions.Venue")]
    [InlineData("OptionAuctions.Recording")]
    public void The_venue_and_recordings_know_no_actors(string package) =>
        Assert.DoesNotContain(References(package), name => name.StartsWith("Akka", StringComparison.Ordinal));

    [Fact]
    public void The_core_shows_sixty_types_at_most_all_in_one_namespace()
    {
        var shown = typeof(AuctionFeed).Assembly.GetExportedTypes();

        Assert.True(shown.Length <= 60, $"{shown.Length}: {string.Join(", ", shown.Select(type => type.Name))}");
        Assert.All(shown, type => Assert.Equal(Root, type.Namespace));
    }

    private static IEnumerable<string> References(string package) => Assembly.Load(package).GetReferencedAssemblies().Select(name => name.Name!);
}
