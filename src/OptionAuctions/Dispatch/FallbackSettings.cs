using Akka.Actor;
using Akka.Configuration;

namespace OptionAuctions.Dispatch;

/// <summary>Settings of ours on a host's actor system, behind its own.</summary>
internal static class FallbackSettings
{
    /// <summary>Adds settings to a system that does not have them.</summary>
    /// <remarks>From any thread: Akka adds them under a lock of its own, and twice does no harm.</remarks>
    /// <param name="system">The system.</param>
    /// <param name="areThere">Whether these, or a host's own in their place, are there.</param>
    /// <param name="settings">The settings, in Akka's notation.</param>
    public static void Add(ActorSystem system, Func<Config, bool> areThere, string settings)
    {
        if (!areThere(system.Settings.Config)) system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(settings));
    }
}
