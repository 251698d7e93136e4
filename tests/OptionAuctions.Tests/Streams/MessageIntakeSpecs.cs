using OptionAuctions.Streams;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Streams;

[Collection(RaceCollection.Name)]
public sealed class MessageIntakeSpecs : IDisposable
{
    private const int Behind = 8, CaughtUp = 2; // batches, as the intake has it
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), ForEver = TimeSpan.FromDays(1);
    private readonly FeedMeter _meter = Some.Meter();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void There_is_room_at_once_while_only_a_few_batches_wait()
    {
        var intake = Intake(ForEver);
        for (var waiting = 1; waiting < Behind; waiting++)
        {
            HandOver(intake);
            Assert.True(intake.WhenRoomAsync().AsTask().IsCompleted);
        }
    }

    [Fact]
    public async Task A_reader_waits_when_the_stream_is_behind_until_it_has_nearly_caught_up()
    {
        var intake = Intake(ForEver);
        HandOver(intake, Behind);
        var room = intake.WhenRoomAsync().AsTask();

        for (var waiting = Behind - 1; waiting > CaughtUp; waiting--)
        {
            Take(intake);
            await ThreadPoolTurns.PassAsync();
            Assert.False(room.IsCompleted);
        }

        Take(intake);
        await room.WaitAsync(Patience);
    }

    [Fact]
    public async Task Each_reader_that_waits_is_told_of_room_and_each_time()
    {
        var intake = Intake(ForEver);
        for (var time = 0; time < 3; time++)
        {
            HandOver(intake, Behind);
            Task[] readers = [intake.WhenRoomAsync().AsTask(), intake.WhenRoomAsync().AsTask()];
            await ThreadPoolTurns.PassAsync();
            Assert.DoesNotContain(readers, reader => reader.IsCompleted);
            for (var taken = 0; taken < Behind; taken++) Take(intake);
            await Task.WhenAll(readers).WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task A_reader_waits_no_longer_than_its_patience_although_nothing_is_taken()
    {
        var intake = Intake(TimeSpan.FromMilliseconds(20));
        HandOver(intake, Behind);

        await intake.WhenRoomAsync().AsTask().WaitAsync(Patience);

        Assert.Equal(Behind, intake.Batches.Count);
    }

    [Fact]
    public async Task A_stream_that_stood_still_for_so_long_is_not_waited_for_again_until_it_takes()
    {
        var intake = Intake(TimeSpan.FromMilliseconds(500));
        HandOver(intake, Behind);
        await intake.WhenRoomAsync().AsTask().WaitAsync(Patience);
        await RoomsAsync(intake, 100).WaitAsync(Patience); // which would be most of a minute

        HandOver(intake);
        Take(intake);

        var room = intake.WhenRoomAsync().AsTask();
        await ThreadPoolTurns.PassAsync();
        Assert.False(room.IsCompleted);
    }

    [Fact]
    public async Task A_stream_that_takes_but_does_not_catch_up_has_not_stood_still_whichever_reader_waited_when()
    {
        var intake = Intake(TimeSpan.FromMilliseconds(20));
        HandOver(intake, Behind * 4);
        var room = intake.WhenRoomAsync().AsTask();
        Take(intake);
        await room.WaitAsync(Patience);

        Assert.False(intake.IsStreamStalled); // so it is waited for again, and for as long
        await intake.WhenRoomAsync().AsTask().WaitAsync(Patience);
        Assert.True(intake.IsStreamStalled);
        Take(intake);
        Assert.False(intake.IsStreamStalled);
    }

    [Fact]
    public async Task Readers_that_never_wait_leave_their_threads_to_the_stream_while_it_is_behind()
    {
        var intake = new MessageIntake(64, _meter);
        HandOver(intake, Behind);
        var over = false;
        var readers = Enumerable.Range(0, Environment.ProcessorCount * 4).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref over)) await intake.WhenRoomAsync(); // a connection that always has more bytes
        })).ToArray();

        await ThreadPoolTurns.PassAsync().WaitAsync(Patience); // otherwise each turn would wait for the pool to add a thread

        Volatile.Write(ref over, true);
        await Task.WhenAll(readers).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_stream_that_takes_while_readers_come_to_wait_leaves_none_of_them_waiting()
    {
        var intake = Intake(ForEver);
        for (var round = 0; round < 5_000; round++)
        {
            HandOver(intake, Behind);
            var taking = Task.Run(() =>
            {
                while (intake.TryTake(out var batch)) batch.Dispose();
            });
            await intake.WhenRoomAsync().AsTask().WaitAsync(Patience);
            await taking;
        }
    }

    [Fact]
    public async Task A_stream_that_finds_nothing_is_called_once_for_what_comes_meanwhile()
    {
        var intake = Intake(ForEver);
        int called = 0, waits = 0;
        Action changed = () => Interlocked.Increment(ref called);
        var wrong = await Race.RunAsync(
            before: () => (called, waits) = (0, 0),
            one: () => HandOver(intake),
            other: () =>
            {
                if (intake.TryTake(out var batch))
                {
                    batch.Dispose();
                    return;
                }

                waits = 1;
                intake.WhenChanged(changed);
            },
            isWrong: () =>
            {
                if (intake.TryTake(out var batch)) batch.Dispose();
                return called != waits;
            });

        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task Without_patience_a_reader_never_waits_for_the_stream()
    {
        var intake = new MessageIntake(64, _meter);
        HandOver(intake, 64);

        await RoomsAsync(intake, 1_000).WaitAsync(Patience);

        Assert.Equal(64, intake.Batches.Count);
    }

    [Theory]
    [InlineData(-0.001, false)]
    [InlineData(0, true)]
    [InlineData(0.1, true)]
    [InlineData(1, true)]
    [InlineData(1.001, false)]
    public void A_readers_patience_is_between_nothing_and_a_second(double seconds, bool isFine)
    {
        var wrong = FeedOptionsValidation.Check(Some.Options(o => o.Connection.ReaderWait = TimeSpan.FromSeconds(seconds)));

        Assert.Equal(!isFine, wrong.Any(problem => problem.Contains("Connection:ReaderWait", StringComparison.Ordinal)));
    }

    private static async Task RoomsAsync(MessageIntake intake, int count)
    {
        for (var i = 0; i < count; i++) await intake.WhenRoomAsync();
    }

    private MessageIntake Intake(TimeSpan patience) => new(64, _meter, patience);

    private static void HandOver(MessageIntake intake, int count = 1)
    {
        for (var i = 0; i < count; i++) intake.HandOver(intake.Begin(1, Some.Morning));
    }

    private static void Take(MessageIntake intake)
    {
        Assert.True(intake.TryTake(out var batch));
        batch.Dispose();
    }
}
