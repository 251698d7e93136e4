using System.Diagnostics;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Faults.Tests.Rig;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The host is stopped, whatever the connection is about just then.</summary>
public sealed class StopSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public static TheoryData<string, int?> States => new()
    {
        { nameof(AppKeySessionState.Authorizing), null },
        { nameof(AppKeySessionState.Connecting), null },
        { nameof(AppKeySessionState.Registering), 1000 },
        { nameof(AppKeySessionState.Live), 1000 },
        { "Live, and the venue does not answer the close", 1000 },
        { "Live, and the venue reads nothing", null },
        { nameof(AppKeySessionState.SlotHeld), 1000 },
        { nameof(AppKeySessionState.BackingOff), null },
        { nameof(AppKeySessionState.Parked), 1000 },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_host_stops_within_five_seconds_in_state(string state, int? closeCode)
    {
        var (there, closed) = (Told<bool>(), Told<int?>());
        await using var venue = HostileVenue.Start(
            async (line, _) => closed.TrySetResult(await PlayAsync(line, state, there)),
            async line =>
            {
                if (state == nameof(AppKeySessionState.Authorizing))
                {
                    there.TrySetResult(true);
                    await line.WhenGoneAsync();
                }

                await line.ApproveAsync(Canary.ApprovalKey);
            });
        var canary = new Canary();
        var witness = new Witness(canary);
        var counts = Told<FeedCounts>();
        using var host = Host(venue, canary, witness, counts);
        await host.StartAsync();
        await WhenInAsync(state, there.Task, witness);

        var began = Stopwatch.GetTimestamp();
        await host.StopAsync().WaitAsync(Bound);

        var took = Stopwatch.GetElapsedTime(began);
        if (closeCode is not null) Assert.Equal(closeCode, await closed.Task.WaitAsync(Bound));
        Assert.Equal("holds", (await counts.Task.WaitAsync(Bound)).Identity);
        Assert.Empty(witness.Leaks);
        output.WriteLine($"{state}: {took.TotalMilliseconds:0} ms");
    }

    private static async Task<int?> PlayAsync(HostileLine line, string state, TaskCompletionSource<bool> there)
    {
        if (state == nameof(AppKeySessionState.Connecting))
        {
            there.TrySetResult(true);
            await line.WhenGoneAsync();
            return null;
        }

        await line.UpgradeAsync();
        if (state == nameof(AppKeySessionState.BackingOff)) return null;
        if (state == nameof(AppKeySessionState.Live)) await line.GrantAsync(Data.Three.Count);
        if (state == nameof(AppKeySessionState.Live)) there.TrySetResult(true);
        if (state.StartsWith("Live,", StringComparison.Ordinal)) await line.GrantAsync(Data.Three.Count);
        if (state == "Live, and the venue reads nothing")
        {
            there.TrySetResult(true);
            await line.WhenStoppedAsync();
            return null;
        }

        if (state is nameof(AppKeySessionState.SlotHeld) or nameof(AppKeySessionState.Parked))
        {
            await line.ReadAsync();
            await line.AnswerAsync("", "9", state == nameof(AppKeySessionState.Parked) ? "OPSP9994" : "OPSP8996", "no");
        }

        if (state == nameof(AppKeySessionState.Registering))
        {
            await line.ReadAsync(); // and it is not answered
            there.TrySetResult(true);
        }

        if (state.StartsWith("Live,", StringComparison.Ordinal))
        {
            there.TrySetResult(true);
            var code = await line.WhenClosedAsync();
            await line.WhenGoneAsync();
            return code;
        }

        return await line.ServeAsync();
    }

    private static Task WhenInAsync(string state, Task there, Witness witness) => state switch
    {
        nameof(AppKeySessionState.SlotHeld) or nameof(AppKeySessionState.Parked) => witness.WhenAsync<FeedBlocked>(),
        nameof(AppKeySessionState.BackingOff) => witness.WhenAsync<FeedLost>(),
        _ => there.WaitAsync(FeedRig.Patience),
    };

    private static IHost Host(HostileVenue venue, Canary canary, Witness witness, TaskCompletionSource<FeedCounts> counts)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("stop", (akka, _) => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<Quiet>();
                loggers.LogLevel = Akka.Event.LogLevel.DebugLevel;
            })
            .WithActors((system, _) => witness.ListenTo(system))
            .WithOptionAuctions(o =>
            {
                (o.WsUrl, o.ApprovalUrl) = (venue.WebSocketUrl, venue.ApprovalUrl);
                o.AppKeys = [canary.Credentials(0)];
                o.Codes = [.. Data.Three.Select(c => c.ToString())];
                o.Connection.RequestPace = TimeSpan.Zero;
            })
            .WithActors((system, registry) => CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "count", async () =>
            {
                counts.SetResult(await registry.Get<AuctionSupervisor>().Ask<FeedCounts>(AuctionProtocol.GetCounts.Instance));
                return Done.Instance;
            })));
        return builder.Build();
    }

    /// <summary>Writes nothing: a <see cref="Witness"/> listens.</summary>
    private sealed class Quiet : ReceiveActor, Akka.Dispatch.IRequiresMessageQueue<Akka.Event.ILoggerMessageQueueSemantics>
    {
        public Quiet()
        {
            Receive<Akka.Event.InitializeLogger>(_ => Sender.Tell(new Akka.Event.LoggerInitialized()));
            ReceiveAny(_ => { });
        }
    }

    private static TaskCompletionSource<T> Told<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
