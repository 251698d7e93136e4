using System.Reflection;

namespace OptionAuctions.Tests;

/// <summary>Who may know whom. The compiler forgets references that no code uses, so these are the ones that code does use.</summary>
public sealed class ArchitectureSpecs
{
    private const string Root = nameof(OptionAuctions);

    public static TheoryData<string, string[]> Rooms => new()
    {
        { "OptionAuctions.Wire", [] },
        { "OptionAuctions", ["OptionAuctions.Wire"] },
        { "OptionAuctions.Venue", ["OptionAuctions.Wire"] },
        { "OptionAuctions.TestKit", ["OptionAuctions", "OptionAuctions.Venue", "OptionAuctions.Wire"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_before_it(string room, string[] before) =>
        Assert.Empty(References(room).Where(name => name.StartsWith(Root, StringComparison.Ordinal)).Except(before));

    [Fact]
    public void The_wire_is_framework_only() =>
        Assert.All(References("OptionAuctions.Wire"), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_venue_knows_no_actors() =>
        Assert.DoesNotContain(References("OptionAuctions.Venue"), name => name.StartsWith("Akka", StringComparison.Ordinal));

    private static IEnumerable<string> References(string room) => Assembly.Load(room).GetReferencedAssemblies().Select(name => name.Name!);
}
