using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;

namespace OptionAuctions.Tests.Architecture;

/// <summary>
/// Which room of the core may know which: the folders of <c>src/OptionAuctions</c>, from the ground up. A type's room is the folder of the file that
/// has its name; what public types and internal ones know counts alike.
/// </summary>
public sealed class RoomSpecs
{
    private const string Core = "src/OptionAuctions";

    /// <summary>Each room may know those before it.</summary>
    private static readonly string[] GroundUp =
    [
        "Auctions", "Options", "Dispatch", "WebSockets", "Telemetry", "Codes", "CodeActors",
        "Subscribers", "Routing", "Streams", "Feed/Dialing", "Feed/Registrations", "Feed/Restoring", "Feed",
    ];

    /// <summary>Rooms that know no other room.</summary>
    private static readonly string[] Alone = ["Auctions", "Dispatch", "WebSockets"];

    private static readonly ArchUnitNET.Domain.Architecture Inside = new ArchLoader().LoadAssemblies(typeof(AuctionFeed).Assembly).Build();

    private static readonly Dictionary<string, string> RoomOfFile = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, Core), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, Core), file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => RoomOf(Path.GetDirectoryName(file)!.Replace('\\', '/')));

    public static TheoryData<string> Rooms => [.. GroundUp];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_no_room_above_it(string room)
    {
        var above = GroundUp
            .Where(other => other != room && (Alone.Contains(room) || Array.IndexOf(GroundUp, other) > Array.IndexOf(GroundUp, room)))
            .ToHashSet();

        Rule(room, above).Check(Inside);
    }

    [Fact]
    public void Every_type_is_in_a_file_of_its_own_name_in_a_room_that_is_listed()
    {
        var homeless = Inside.Types.Where(IsOurs).Where(type => RoomOf(type) is null).Select(type => type.FullName);

        Assert.Empty(homeless);
        Assert.Empty(RoomOfFile.Values.Except(GroundUp));
        Assert.Empty(GroundUp.Except(RoomOfFile.Values));
    }

    [Fact]
    public void An_internal_type_is_in_the_namespace_of_its_room_and_a_public_one_in_the_packages()
    {
        foreach (var type in typeof(AuctionFeed).Assembly.GetTypes()
            .Where(type => !type.IsNested && type.Namespace?.StartsWith("OptionAuctions", StringComparison.Ordinal) == true))
        {
            var room = RoomOfFile[type.Name.Split('`')[0]];
            Assert.Equal(type.IsPublic || room == "Options" ? "OptionAuctions" : $"OptionAuctions.{room.Replace('/', '.')}", type.Namespace);
        }
    }

    private static TypesShouldConjunction Rule(string room, HashSet<string> above) => ArchRuleDefinition
        .Types().That().FollowCustomPredicate(type => RoomOf(type) == room, $"are in {room}")
        .Should().FollowCustomCondition(
            type => new ArchUnitNET.Fluent.Conditions.ConditionResult(
                type,
                !Above(type, above).Any(),
                $"knows {string.Join(", ", Above(type, above).Select(target => $"{target.FullName} of {RoomOf(target)}").Distinct())}"),
            $"know none of {string.Join(", ", above)}");

    private static IEnumerable<IType> Above(IType type, HashSet<string> above) =>
        type.Dependencies.Select(dependency => dependency.Target).Where(target => RoomOf(target) is { } room && above.Contains(room));

    private static bool IsOurs(IType type) =>
        type.FullName.StartsWith("OptionAuctions", StringComparison.Ordinal)
            && !type.FullName.Contains('<', StringComparison.Ordinal)
            && Inside.Types.Contains(type);

    /// <summary>The room of the outermost type; nothing for one of another assembly.</summary>
    private static string? RoomOf(IType type)
    {
        if (!type.FullName.StartsWith("OptionAuctions", StringComparison.Ordinal)) return null;
        var outermost = type.FullName.Split('+', '/')[0].Split('.')[^1].Split('`')[0];
        return RoomOfFile.GetValueOrDefault(outermost);
    }

    /// <summary>A folder inside a room that has no line of its own in the list, such as that of the events, is a part of it.</summary>
    private static string RoomOf(string folder) =>
        GroundUp.Contains(folder) || !folder.Contains('/', StringComparison.Ordinal) ? folder : RoomOf(folder[..folder.LastIndexOf('/')]);
}
