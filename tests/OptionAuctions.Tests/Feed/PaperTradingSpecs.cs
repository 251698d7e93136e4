using Akka.Actor;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Feed;

/// <summary>A feed at the venue's paper host, with a probe where the socket would be.</summary>
public sealed class PaperTradingSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly Instrument Stock = new("005930");

    [Fact]
    public async Task A_code_that_a_subscription_adds_and_the_paper_host_does_not_have_is_refused_and_never_requested()
    {
        var (router, socket) = (CreateTestProbe("router"), CreateTestProbe("socket"));
        var options = Some.Options(o => (o.WsUrl, o.ApprovalUrl) =
            (new Uri("ws://ops.koreainvestment.com:31000"), new Uri("https://openapivts.koreainvestment.com:29443")));
        var feed = Sys.ActorOf(FeedSupervisor.Props(
            Some.Feed(options, TimeProvider.System), router, (_, _) => Props.Create(() => new Relay(socket))));
        await socket.ExpectMsgAsync<Relay.Started>();

        feed.Tell(new RoutingProtocol.Register([Some.Code, Stock]));

        var told = (RoutingProtocol.Registrations)await router.FishForMessageAsync(m => m is RoutingProtocol.Registrations);
        var refused = Assert.Single(told.All, registration => registration.Status == RegistrationStatus.Refused);
        Assert.Equal(
            (Some.Code, "the venue's paper trading (모의투자) does not have H0ZOANC0"), (refused.Topic.Code, refused.Reason));
        Assert.DoesNotContain(told.All, registration => registration.Topic.Code == Stock && registration.Status == RegistrationStatus.Refused);
    }
}
