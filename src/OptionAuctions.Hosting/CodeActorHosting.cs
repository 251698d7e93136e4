using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using OptionAuctions.Codes;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Hosting;

/// <summary>Actors of the host's own, one for each code that it has one for.</summary>
public static class CodeActorHosting
{
    private static readonly ConditionalWeakTable<AkkaConfigurationBuilder, List<Func<IDependencyResolver, CodeActorFactory>>> Registered = [];

    /// <summary>
    /// Has an actor of the host's own hear the auction of a code, beside whoever subscribes to it. Several registrations are asked in their
    /// order, and the first that has an actor for a code gives it; before or behind <c>WithOptionAuctions</c>, which they need.
    /// </summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">Chooses by the code and its terms, for example <c>(code, series) =&gt; series?.Underlying.Symbol == "005930" ? Props.Create&lt;Mine&gt;() : null</c>.</param>
    public static AkkaConfigurationBuilder WithCodeActor(this AkkaConfigurationBuilder akka, CodeActorFactory factory) => Add(akka, _ => factory);

    /// <summary>As the other, for actors that want the host's services.</summary>
    /// <param name="akka">The host's builder.</param>
    /// <param name="factory">Chooses by the code and its terms; <c>resolver.Props&lt;Mine&gt;(…)</c> makes Props.</param>
    public static AkkaConfigurationBuilder WithCodeActor(this AkkaConfigurationBuilder akka, Func<OptionCode, ListedSeries?, IDependencyResolver, Props?> factory) =>
        Add(akka, resolver => (code, series) => factory(code, series, resolver));

    /// <summary>All of a host, in their order.</summary>
    internal static IReadOnlyList<CodeActorFactory> Of(AkkaConfigurationBuilder akka, IDependencyResolver resolver) =>
        Registered.TryGetValue(akka, out var makers) ? [.. makers.Select(make => make(resolver))] : [];

    private static AkkaConfigurationBuilder Add(AkkaConfigurationBuilder akka, Func<IDependencyResolver, CodeActorFactory> make)
    {
        Registered.GetOrCreateValue(akka).Add(make);
        return akka;
    }
}
