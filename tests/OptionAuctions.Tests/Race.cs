using System.Diagnostics;

namespace OptionAuctions.Tests;

/// <summary>Has two threads do one thing each at the same moment, again and again, so that what they do meets in every order.</summary>
/// <remarks>
/// What is looked for is a matter of some ten nanoseconds, so each watches for the other, and yields when it is not at work at all; and each
/// waits a few steps more before it acts, more or fewer in each round.
/// </remarks>
internal static class Race
{
    private const int Rounds = 300_000, MostSteps = 128, LooksBeforeYielding = 2_000;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3); // on a machine with other work, for as many rounds as it has time for
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="before">By the first thread, before both begin.</param>
    /// <param name="one">What the first thread does.</param>
    /// <param name="other">What the second thread does.</param>
    /// <param name="isWrong">By the first thread, after both.</param>
    /// <returns>Rounds that went wrong.</returns>
    public static async Task<int> RunAsync(Action before, Action one, Action other, Func<bool> isWrong)
    {
        var (meeting, wrong) = (new Meeting(), 0);
        await Task.WhenAll(
            Start(() => Run(meeting, meeting.First, new Random(1), First, one, () => wrong += isWrong() ? 1 : 0)),
            Start(() => Run(meeting, meeting.Second, new Random(2), () => { }, other, () => { })));
        return wrong;

        static Task Start(Action run) => Task.Factory.StartNew(run, TaskCreationOptions.LongRunning);

        void First()
        {
            meeting.EndWhenEnough();
            before();
        }
    }

    private static void Run(Meeting meeting, Action meet, Random random, Action first, Action act, Action last)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var steps = random.Next(MostSteps);
            first();
            meet();
            if (meeting.IsOver) return;
            for (var step = 0; step < steps; step++) Volatile.Read(ref step);
            act();
            meet();
            last();
        }
    }

    private sealed class Meeting
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly int[] _come = new int[64]; // each in a cache line of its own

        /// <summary>True when the next round is not to begin; the same for both once they have met.</summary>
        public bool IsOver { get; private set; }

        /// <summary>By the first thread, before they meet.</summary>
        public void EndWhenEnough() => IsOver = Stopwatch.GetElapsedTime(_began) > Enough;

        public void First() => Meet(ref _come[16], ref _come[48]);

        public void Second() => Meet(ref _come[48], ref _come[16]);

        private void Meet(ref int mine, ref int theirs)
        {
            var here = mine + 1;
            Volatile.Write(ref mine, here);
            for (var looks = 1; Volatile.Read(ref theirs) < here; looks++)
            {
                if (looks % LooksBeforeYielding != 0) continue;
                Thread.Yield();
                if (Stopwatch.GetElapsedTime(_began) > Patience) throw new TimeoutException("the other thread did not come");
            }
        }
    }
}
