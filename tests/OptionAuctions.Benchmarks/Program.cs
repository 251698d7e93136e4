using BenchmarkDotNet.Running;
using OptionAuctions.Benchmarks;
using OptionAuctions.Benchmarks.Readers;

// fold: what a record costs in a code's fold. heap: what an idle code costs in memory. reader: what a frame costs from the socket to the tap.
switch (args)
{
    case ["fold", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(FoldBenchmarks)]).Run(["--filter", "*", .. rest]);
        return 0;
    case ["heap"]:
        return await HeapOfCodes.PrintAsync(Console.Out);
    case ["reader"]:
        return await ReaderComparison.PrintAsync(Console.Out);
    default:
        Console.Error.WriteLine("fold | heap | reader; with fold, options of BenchmarkDotNet follow, for example --job short");
        return 2;
}
