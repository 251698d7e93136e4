using Akka.Actor;
using Akka.Configuration;

namespace OptionAuctions.Dispatch;

/// <summary>Settings of ours on a host's actor system, behind its own.</summary>
internal static class FallbackSettings
{
    private static readonly Lock Gate = new();

    /// <summary>Adds settings to a system that does not have them.</summary>
    /// <remarks>
    /// From any thread: Akka reads its settings, adds and writes them back, so that of two at once one is lost. Ours are not; what another library
    /// adds at that very moment can be.
    /// </remarks>
    /// <param name="system">The system.</param>
    /// <param name="areThere">Whether these, or a host's own in their place, are there.</param>
    /// <param name="settings">The settings, in Akka's notation.</param>
    public static void Add(ActorSystem system, Func<Config, bool> areThere, string settings)
    {
        if (areThere(system.Settings.Config)) return;
        lock (Gate)
            while (!areThere(system.Settings.Config)) system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(settings));
    }
}
