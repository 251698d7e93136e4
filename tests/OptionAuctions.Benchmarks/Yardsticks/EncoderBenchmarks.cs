using BenchmarkDotNet.Attributes;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>What a request costs to write. One is sent per code and life of a connection, so this is about nothing going wrong with it.</summary>
[MemoryDiagnoser]
public class EncoderBenchmarks
{
    private static readonly Instrument Code = new("B11612083");
    private readonly Secret _key = new("00000000-0000-0000-0000-000000000000");

    [Benchmark]
    public byte[] Subscribe() => RequestEncoder.Register(_key, CustomerType.Personal, RecordLayout.H0ZOANC0, Code);

    [Benchmark]
    public byte[] PingPong() => RequestEncoder.PingPong(new DateTimeOffset(2026, 11, 23, 8, 45, 0, MarketTime.Offset));
}
