using BenchmarkDotNet.Attributes;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>What one record costs to read out of a message, by the size of its frame.</summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private DecoderPasses _passes = null!;

    /// <summary>Records of a message: 1 when the line is quiet.</summary>
    [Params(1, 4, 20)]
    public int RecordsPerFrame { get; set; }

    [GlobalSetup]
    public void Setup() => _passes = new DecoderPasses(SampleFrames.Of(RecordsPerFrame));

    /// <summary>The delimiters alone.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = SampleFrames.Records)]
    public void Scan() => _passes.Scan();

    /// <summary>The head of the frame, as a share of each record.</summary>
    [Benchmark(OperationsPerInvoke = SampleFrames.Records)]
    public void Envelope() => _passes.Envelope();

    /// <summary>Head and records, every field checked.</summary>
    [Benchmark(OperationsPerInvoke = SampleFrames.Records)]
    public void Decode() => _passes.Decode();

    /// <summary>The same by strings.</summary>
    [Benchmark(OperationsPerInvoke = SampleFrames.Records)]
    public void Split() => _passes.Split();
}
