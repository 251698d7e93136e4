using Akka.Actor;
using Akka.Configuration;

namespace OptionAuctions.Dispatch;

/// <summary>Adds our settings to a host's actor system as a fallback, so that the host's own settings take precedence.</summary>
internal static class FallbackSettings
{
    /// <summary>Adds settings to an actor system that does not have them.</summary>
    /// <remarks>May be called from any thread: Akka adds settings under a lock of its own, and adding them twice does no harm.</remarks>
    /// <param name="system">The actor system.</param>
    /// <param name="hasSettings">Decides whether the configuration has these settings, or the host's own in their place.</param>
    /// <param name="settings">The settings, as HOCON.</param>
    public static void Add(ActorSystem system, Func<Config, bool> hasSettings, string settings)
    {
        if (!hasSettings(system.Settings.Config)) system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(settings));
    }
}
