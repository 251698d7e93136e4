using Akka.Actor;
using Akka.DependencyInjection;

namespace OptionAuctions.Hosting;

/// <summary>Creates a factory of a host's own actors, with the services of the host.</summary>
/// <param name="services">The services of the host.</param>
internal delegate Func<Instrument, ListedSeries?, Props?> CodeActorFactory(IDependencyResolver services);
