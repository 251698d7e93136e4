using CsCheck;

namespace OptionAuctions.Wire.Tests;

public sealed class RoundTripSpecs
{
    [Fact]
    public void However_the_venue_spells_a_record_it_reads_the_same() => Any.Written.Sample(
        written => Assert.Equal(written.Record, Frames.Record(written.Fields)), iter: 20_000);

    [Fact]
    public void A_record_among_others_reads_as_it_does_alone() => Gen
        .Select(Any.Message, Gen.Int[0, 3])
        .Sample((message, extra) =>
        {
            string[] columns = [.. Enumerable.Range(0, extra).Select(i => $"extra{i}")];
            var decoded = Frames.Decode([.. message.Select(m => m.Fields.Concat(columns).ToArray())]);

            Assert.Equal(7 + extra, decoded.Width);
            Assert.Equal(message.Select(m => Frames.Record(m.Fields)), decoded.Records);
        }, iter: 3_000);
}
