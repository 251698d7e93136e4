using BenchmarkDotNet.Running;
using OptionAuctions.Benchmarks;
using OptionAuctions.Benchmarks.Yardsticks;

// fold: what a record costs in a code's fold. heap: what an idle code costs in memory.
switch (args)
{
    case ["fold", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(FoldBenchmarks)]).Run(["--filter", "*", .. rest]);
        return 0;
    case ["heap"]:
        return await HeapOfCodes.PrintAsync(Console.Out);
    case ["decoder", .. var how]:
        return DecoderRatios.Print(Console.Out, quick: how is ["quick"]);
    default:
        Console.Error.WriteLine("fold | heap; with fold, options of BenchmarkDotNet follow, for example --job short");
        return 2;
}
