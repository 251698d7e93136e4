using System.Text;
using System.Threading.Channels;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OptionAuctions.Hosting.Tests.Samples;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>The sample of a loop in a service of the host's, over a real socket.</summary>
public sealed class IndicationFileSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly Instrument Code = new("B11612083");
    private readonly Lines _file = new();
    private VenueInTest _venue = null!;

    protected override async Task BeforeHostAsync() => _venue = await VenueInTest.StartAsync();

    protected override async Task AfterHostAsync()
    {
        await _venue.DisposeAsync();
        await _file.DisposeAsync();
    }

    protected override void ConfigureServices(IServiceCollection services) => services
        .AddSingleton(_venue.Clock)
        .AddSingleton<TextWriter>(_file)
        .AddHostedService<IndicationFile>();

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services) => akka.WithOptionAuctions(options =>
    {
        _venue.Configure(options);
        options.Codes = [$"{Code}"];
    });

    [Fact]
    public async Task Every_indication_becomes_a_line_below_where_its_code_begins()
    {
        await _venue.RegisteredAsync(Code);
        Assert.Equal("# B11612083 behind revision 0", await _file.NextAsync()); // it listens now; what comes before that is in here
        for (var second = 1; second <= 3; second++)
            await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, new TimeOnly(8, 40, second), 1050 + (10 * second)));

        Assert.Equal("B11612083,1,08:40:01,1060.00", await _file.NextAsync());
        Assert.Equal("B11612083,2,08:40:02,1070.00", await _file.NextAsync());
        Assert.Equal("B11612083,3,08:40:03,1080.00", await _file.NextAsync());
        await FeedIdentity.HoldsAsync(Actor<AuctionSupervisor>());
    }

    /// <summary>A file of which a test awaits the lines.</summary>
    private sealed class Lines : TextWriter
    {
        private readonly Channel<string?> _lines = Channel.CreateBounded<string?>(16);

        public override Encoding Encoding => Encoding.UTF8;

        public override async Task WriteLineAsync(string? value) => await _lines.Writer.WriteAsync(value);

        public async Task<string?> NextAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
