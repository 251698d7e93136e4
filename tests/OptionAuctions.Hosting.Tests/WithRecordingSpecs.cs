using System.Text;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Recording;
using OptionAuctions.TestKit;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A host records its feed with one line, and after a restart on the same day its auctions go on.</summary>
public sealed class WithRecordingSpecs : IAsyncLifetime
{
    private static readonly Instrument Code = new("B11612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("with-recording-");
    private readonly Channel<string> _said = Channel.CreateBounded<string>(64);
    private VenueInTest _venue = null!;
    private int _second;

    public async Task InitializeAsync() => _venue = await VenueInTest.StartAsync();

    public async Task DisposeAsync()
    {
        await _venue.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_that_starts_again_goes_on_where_the_one_before_ended()
    {
        var before = await RunAsync(Recorder, [1060, 1080, 1070]);

        var after = await RunAsync(Recorder, [1090]);

        Assert.Equal((3L, 0), (before.Revision, before.Gaps));
        Assert.Equal((4L, 1, GapReason.ConnectionLost), (after.Revision, after.Gaps, after.LastGap.Reason));
        Assert.Equal((before.Path.KnownFrom, before.Path.First, 3), (after.Path.KnownFrom, after.Path.First, after.Path.Reversals + 1));
        Assert.Equal(before.PreviousClose, after.PreviousClose);
        Assert.Equal(2, _folder.GetFiles("*.mcap").Length);
        Assert.False(_said.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_host_that_does_not_want_what_was_recorded_begins_anew()
    {
        await RunAsync(Recorder, [1060]);

        Assert.Equal(1, (await RunAsync(Recorder, [1070], restores: false)).Revision);
    }

    [Fact]
    public async Task What_was_recorded_of_another_venue_is_refused_by_its_name()
    {
        await RunAsync(Recorder with { Source = "ws://ops.koreainvestment.com:21000/tryitout" }, [1060]);

        var after = await RunAsync(Recorder, [1070]);

        Assert.Equal((1L, 0), (after.Revision, after.Gaps));
        await SaidAsync(".mcap is not used: it was recorded of ws://ops.koreainvestment.com:21000/tryitout, and this is ws://127.0.0.1");
    }

    [Fact]
    public async Task A_file_without_an_end_is_used_and_its_end_is_said()
    {
        await RunAsync(Recorder, [1060, 1080]);
        var file = _folder.GetFiles("*.mcap").Single().FullName;
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..^100]);

        Assert.Equal(3, (await RunAsync(Recorder, [1070])).Revision);

        await SaidAsync("FooterCut");
    }

    [Fact]
    public async Task Files_hold_what_is_needed_to_read_them_later_and_no_secret()
    {
        await RunAsync(Recorder, [1060]);

        var reader = RecordingReader.Open(_folder.FullName);
        Assert.Contains("B11612083", Encoding.UTF8.GetString(reader.ReadFile("options.json")!));
        Assert.NotNull(reader.ReadFile("instruments.json"));
        Assert.Contains(reader.Read(), message => message.Kind == MessageKind.Control);
        var content = string.Concat(reader.Read().Select(message => Encoding.Latin1.GetString(message.Bytes.Span)))
            + Encoding.UTF8.GetString(reader.ReadFile("options.json")!);
        Assert.DoesNotContain("app-secret-of-a-test", content);
        Assert.DoesNotContain("app-key-of-a-test", content);
    }

    [Fact]
    public async Task A_recording_of_a_feed_that_is_not_there_and_a_second_one_are_refused()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("test", akka => akka.WithRecording(Recorder, "stocks"));
        using var host = builder.Build();
        var orphan = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
        Assert.Contains("WithRecording was called for the feed 'stocks', for which WithOptionAuctions was not", orphan.GetBaseException().Message);

        builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("test", akka => akka.WithRecording(Recorder).WithRecording(Recorder));
        var twice = Assert.ThrowsAny<Exception>(() => builder.Build().Services.GetRequiredService<ActorSystem>());
        Assert.Contains("WithRecording was called twice for the feed without a name", twice.GetBaseException().Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Akka_lets_the_recording_end_behind_the_feed_in_whatever_order_they_were_added(bool recordingFirst)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("test", akka =>
        {
            if (recordingFirst) akka.WithRecording(Recorder);
            akka.WithOptionAuctions(options =>
            {
                _venue.Configure(options);
                (options.Codes, options.Connection.CloseTimeout) = ([$"{Code}"], TimeSpan.FromSeconds(10));
            });
            if (!recordingFirst) akka.WithRecording(Recorder);
        });
        using var host = builder.Build();

        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;

        Assert.Equal(TimeSpan.FromSeconds(15), config.GetTimeSpan("akka.coordinated-shutdown.phases.before-service-unbind.timeout"));
    }

    private RecorderOptions Recorder => new() { Directory = _folder.FullName };

    /// <summary>Runs a host until it has these prices. Returns its auction.</summary>
    private async Task<AuctionState> RunAsync(RecorderOptions recorder, decimal[] prices, bool restores = true)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(_venue.Clock);
        builder.Services.AddAkka("test", akka => akka
            .WithActors((system, _) => system.EventStream.Subscribe(
                system.ActorOf(Props.Create(() => new Listener(_said.Writer))), typeof(Akka.Event.Warning)))
            .WithOptionAuctions(options =>
            {
                _venue.Configure(options);
                options.Codes = [$"{Code}"];
            })
            .WithRecording(recorder, restores: restores));
        using var host = builder.Build();
        await host.StartAsync();
        await _venue.RegisteredAsync(Code);
        foreach (var price in prices)
        {
            _venue.TestClock!.Advance(TimeSpan.FromSeconds(1));
            await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, new TimeOnly(8, 39, 55).Add(TimeSpan.FromSeconds(++_second)), price));
        }

        var router = host.Services.GetRequiredService<IRequiredActor<AuctionRouter>>().ActorRef;
        var state = await WhenAsync(host.Services.GetRequiredService<ActorSystem>(), router, prices[^1]);
        await host.StopAsync();
        return state;
    }

    /// <summary>Returns the auction when its newest price is this one.</summary>
    private static async Task<AuctionState> WhenAsync(ActorSystem system, IActorRef router, decimal price)
    {
        await using var changes = AuctionSource.ReadAsync(router, system.Materializer(), [Code]).GetAsyncEnumerator();
        while (await changes.MoveNextAsync().AsTask().WaitAsync(Patience))
            if (changes.Current.Current.HasRecord && changes.Current.Current.Latest.Price.ToDecimal() == price) return changes.Current.Current;
        throw new InvalidOperationException("the subscription ended");
    }

    private async Task SaidAsync(string text)
    {
        while (!(await _said.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Contains(text, StringComparison.Ordinal))
        {
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(ChannelWriter<string> said) => Receive<Akka.Event.Warning>(warning => said.TryWrite($"{warning.Message}"));
    }
}
