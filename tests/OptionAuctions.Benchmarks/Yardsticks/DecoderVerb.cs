using BenchmarkDotNet.Running;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>
/// <c>decoder</c>: the ratios in half a minute; <c>decoder quick</c> in ten seconds; <c>decoder detail</c>: each part alone, the encoder too.
/// </summary>
internal static class DecoderVerb
{
    public static int Run(string[] how, TextWriter output)
    {
        if (how is not ["detail", .. var rest]) return DecoderRatios.Print(output, quick: how is ["quick"]);
        BenchmarkSwitcher.FromTypes([typeof(DecoderBenchmarks), typeof(EncoderBenchmarks)]).Run(rest.Contains("--filter") ? rest : ["--filter", "*", .. rest]);
        return 0;
    }
}
