using Akka.Hosting;
using Microsoft.Extensions.Hosting;

namespace OptionAuctions.Hosting;

/// <summary>
/// The service of a host that prepares its feeds before any other service starts, and so before the one that creates the actor system, in whatever order
/// they were added.
/// </summary>
/// <param name="services">The services of the host.</param>
internal sealed class FeedPreparation(IServiceProvider services) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.PrepareOptionAuctions();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
