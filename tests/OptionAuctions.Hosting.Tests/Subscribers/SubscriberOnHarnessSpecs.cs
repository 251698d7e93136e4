using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests.Subscribers;

public sealed class SubscriberOnHarnessSpecs(ITestOutputHelper output) : SubscriberSpecs(output)
{
    protected override Task<IFeedInTest> StartAsync(Func<Instrument, ListedSeries?, Props?> codeActor, ITestOutputHelper output) =>
        Task.FromResult<IFeedInTest>(new HarnessFeed(codeActor, output));
}
