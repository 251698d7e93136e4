using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Streams;

public sealed class RecordDecoderSpecs : IDisposable
{
    private readonly FeedMeter _meter = Some.Meter();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void A_batch_from_the_pool_begins_empty()
    {
        var decoder = new RecordDecoder(_meter);
        var used = RecordBatch.Rent(1, Some.Morning, timestamp: 1, number: 1);
        decoder.Decode(Some.Message((Some.Code, 1)), used);
        decoder.Decode("0|H0ZOANC0|001|B11612083^084500^x^1^2^1^311"u8, used);
        used.Dispose();

        using var batch = RecordBatch.Rent(2, Some.Morning, number: 2, firstMessage: 7);

        Assert.Equal((0, 0, 2, 2L), (batch.Messages, batch.Records.Length, batch.Epoch, batch.Number));
        Assert.Equal((0, 0, 0, 6L), (batch.DataMessages, batch.Announced, batch.Refused, batch.LastMessage));
        Assert.True(batch.IsEmpty);
    }

    [Fact]
    public void What_is_shed_after_it_was_decoded_keeps_the_sums_whatever_was_refused_of_it()
    {
        var intake = new MessageIntake(batchesQueued: 1, _meter);
        for (var i = 0; i < 3; i++)
        {
            var batch = intake.Begin(epoch: 1, Some.Morning);
            foreach (var message in new[]
            {
                Some.Message((Some.Code, 1), (Some.OtherCode, 2)), "garbage"u8.ToArray(),
                "0|H0ZOANC0|002|B11612083^084500^x^1^2^1^311^C11612083^084500^7^1^2^1^311"u8.ToArray(),
            })
            {
                _meter.MessageReceived();
                intake.Decoder.Decode(message, batch);
            }

            intake.HandOver(batch);
        }

        Assert.True(intake.TryTake(out var taken)); // and its three records are nobody's
        _meter.RecordsUnrequested(taken.Records.Length);
        taken.Dispose();

        var counts = _meter.Read();
        Assert.Equal("holds", counts.Identity.Replace("not settled, the feed is running: ", "", StringComparison.Ordinal));
        Assert.Equal((4, 3, 3, 2), (counts.ShedMessages, counts.RefusedMessages.Values.Sum(), counts.RefusedRecords.Values.Sum(), counts.DataMessages));
    }
}
