using System.Globalization;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>What reading one record costs, by the size of the frames it comes in. Times are nanoseconds a record.</summary>
/// <param name="RecordsPerFrame">Records of each frame.</param>
/// <param name="Scan">Finding the delimiters, nothing else.</param>
/// <param name="Envelope">Reading the head of the frame, as a share of each of its records.</param>
/// <param name="Decoder">Bytes of a message to records, every field checked; the envelope is part of it.</param>
/// <param name="Split">The same by strings.</param>
/// <param name="OverScan">P1: how many times as long as <paramref name="Scan"/> the decoder takes.</param>
/// <param name="UnderSplit">P2: how many times as long as the decoder <paramref name="Split"/> takes.</param>
/// <param name="BytesPerRecord">Bytes the decoder allocates a record.</param>
internal sealed record DecoderCost(
    int RecordsPerFrame, Timing Scan, Timing Envelope, Timing Decoder, Timing Split, Ratio OverScan, Ratio UnderSplit, double BytesPerRecord);

/// <summary>P1 and P2: the record decoder against its yardsticks.</summary>
internal static class DecoderRatios
{
    private static readonly int[] FrameSizes = [1, 4, 20];

    /// <summary>Measures frames of one, four and twenty records.</summary>
    /// <param name="quick">A second instead of ten.</param>
    public static IReadOnlyList<DecoderCost> Measure(bool quick) => [.. FrameSizes.Select(size => Measure(size, quick))];

    /// <summary>Measures and prints. The result is an exit code: 0 when what must be is.</summary>
    public static int Print(TextWriter output, bool quick)
    {
        var costs = Measure(quick);
        foreach (var cost in costs)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{cost.RecordsPerFrame,2} records a message: "
                + $"scan {Ns(cost.Scan)}, envelope {Ns(cost.Envelope)}, decoder {Ns(cost.Decoder)}, split {Ns(cost.Split)} a record; "
                + $"decoder {Times(cost.OverScan)} scan, {Times(cost.UnderSplit)} faster than split, {cost.BytesPerRecord:0.###} B a record"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"must: at most {Goals.P1.Must}x scan, at least {Goals.P2.Must}x faster than split, 0 B"));
        return costs.All(c => c.OverScan.Median <= Goals.P1.Must && c.UnderSplit.Median >= Goals.P2.Must && c.BytesPerRecord == 0) ? 0 : 1;
    }

    /// <summary>Measures frames of so many records.</summary>
    public static DecoderCost Measure(int recordsPerFrame, bool quick)
    {
        var passes = new DecoderPasses(SampleFrames.Of(recordsPerFrame));
        var run = quick
            ? Interleaved.Run(5, TimeSpan.FromMilliseconds(15), SampleFrames.Records, passes.Scan, passes.Envelope, passes.Decode, passes.Split)
            : Interleaved.Run(15, TimeSpan.FromMilliseconds(50), SampleFrames.Records, passes.Scan, passes.Envelope, passes.Decode, passes.Split);

        var before = GC.GetAllocatedBytesForCurrentThread();
        passes.Decode();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)SampleFrames.Records;
        return new DecoderCost(recordsPerFrame, run[0], run[1], run[2], run[3], run.Over(2, 0), run.Over(3, 2), bytes);
    }

    private static string Ns(Timing time) => string.Create(CultureInfo.InvariantCulture, $"{time.Median:0.0} ns ({time.Least:0.0}–{time.Most:0.0})");

    private static string Times(Ratio ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:0.00}x ({ratio.Least:0.00}–{ratio.Most:0.00})");
}
