using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class FallbackSettingsSpecs
{
    [Fact]
    public void What_a_system_has_is_left_alone()
    {
        using var system = ActorSystem.Create("hosts", "some.room = 7");

        Add(system, "some.room", "8");

        Assert.Equal(7, system.Settings.Config.GetInt("some.room"));
    }

    [Fact]
    public void Of_many_that_are_added_at_once_none_is_lost()
    {
        using var system = ActorSystem.Create("plain");

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Add(system, $"some.room-{i}", $"{i}"));

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(i, system.Settings.Config.GetInt($"some.room-{i}")));
    }

    private static void Add(ActorSystem system, string path, string value) => FallbackSettings.Add(system, config => config.HasPath(path), $"{path} = {value}");
}
