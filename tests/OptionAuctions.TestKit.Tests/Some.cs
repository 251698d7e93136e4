using Akka.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit.Tests;

/// <summary>Values that a test needs and whose content does not matter to it.</summary>
internal static class Some
{
    public static OptionCode Code { get; } = new("B11612083");

    public static OptionCode OtherCode { get; } = new("C11612083");

    /// <summary>An actor system whose timers never fire: whatever works on it waits for no time.</summary>
    public static Config NoTimers { get; } = ConfigurationFactory.ParseString("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """);
}
