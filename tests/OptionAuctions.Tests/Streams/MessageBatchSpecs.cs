using OptionAuctions.Streams;

namespace OptionAuctions.Tests.Streams;

public sealed class MessageBatchSpecs
{
    [Fact]
    public void Messages_come_out_as_they_went_in_however_many_and_long()
    {
        using var batch = MessageBatch.Rent(epoch: 2, number: 7, Some.Morning);
        var messages = Enumerable.Range(0, 300).Select(i => Enumerable.Repeat((byte)i, i * 7).ToArray()).ToArray();

        foreach (var message in messages) batch.Add(message);

        Assert.Equal(300, batch.Count);
        for (var i = 0; i < messages.Length; i++) Assert.True(batch[i].SequenceEqual(messages[i]), $"message {i}");
    }

    [Fact]
    public void A_batch_from_the_pool_begins_empty()
    {
        var used = MessageBatch.Rent(1, 1, Some.Morning);
        used.Add("old"u8);
        used.Dispose();

        using var batch = MessageBatch.Rent(2, 2, Some.Morning);

        Assert.Equal((0, 2, 2L), (batch.Count, batch.Epoch, batch.Number));
    }
}
