using System.Diagnostics;
using Akka.Actor;
using OptionAuctions.Benchmarks.Contenders;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>
/// A subscriber with <see cref="Delivery.Latest"/> stops asking for more while records come: what is kept for it, and how soon it is up to date.
/// </summary>
internal static class Stall
{
    public const int Codes = 820, PerSecond = 200_000;
    private const long WarmUp = 2_000_000;

    /// <returns>Bytes by which the live heap grew, and milliseconds from the ack to the newest state of all codes.</returns>
    public static async Task<(double Growth, double Resumed)> MeasureAsync(Bench bench, int seconds)
    {
        var venue = await bench.Venue.OpenAsync(Codes);
        await using var feed = new FeedInProcess(venue);
        var (stalled, caughtUp) = (NewSource(), NewSource());
        var total = (long)PerSecond * seconds;
        var sleeper = feed.Actors.ActorOf(Props.Create(() => new Sleeper(feed.Router, Codes, stalled, caughtUp)));
        await stalled.Task;
        await bench.Venue.LoadAsync(venue, Paced.PerFrame, WarmUp); // as fast as it goes: batches and pools are as large then as they will be
        await feed.AppliedAsync(WarmUp);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await bench.Venue.LoadAsync(venue, Paced.PerFrame, total, PerSecond);
        await feed.AppliedAsync(WarmUp + total);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;

        var began = Stopwatch.GetTimestamp();
        sleeper.Tell(new WakeUp(total + WarmUp));
        await caughtUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
        return (growth, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record WakeUp(long Revisions);

    /// <summary>Asks for more until all codes are registered, and again once it is woken up.</summary>
    private sealed class Sleeper : ReceiveActor
    {
        private readonly HashSet<Instrument> _active = [];
        private Action _ack = () => { };

        public Sleeper(IActorRef auctions, int codes, TaskCompletionSource stalled, TaskCompletionSource caughtUp)
        {
            var awaited = long.MaxValue;
            Receive<AuctionChanges>(changes =>
            {
                long revisions = 0;
                foreach (ref readonly var change in changes)
                {
                    if (change.Kind == ChangeKind.Indication) revisions += change.Current.Revision;
                    if (change.Current.Registration == RegistrationStatus.Active) _active.Add(change.Current.Code);
                }

                if (revisions >= awaited) caughtUp.TrySetResult();
                var (subscription, ack) = (Sender, changes.Ack);
                _ack = () => subscription.Tell(ack);
                if (_active.Count < codes || awaited < long.MaxValue) _ack();
                else stalled.TrySetResult();
            });
            Receive<WakeUp>(msg =>
            {
                awaited = msg.Revisions;
                _ack();
            });
            auctions.Tell(new AuctionProtocol.Subscribe(Self));
        }
    }
}
