using BenchmarkDotNet.Running;
using OptionAuctions.Benchmarks;
using OptionAuctions.Benchmarks.Readers;
using OptionAuctions.Benchmarks.Yardsticks;

// decoder: what reading a record costs against its yardsticks. fold: what a record costs in a code's fold. heap: what an idle code costs in memory.
// reader: what a frame costs from the socket to the tap.
switch (args)
{
    case ["fold", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(FoldBenchmarks)]).Run(["--filter", "*", .. rest]);
        return 0;
    case ["heap"]:
        return await HeapOfCodes.PrintAsync(Console.Out);
    case ["reader"]:
        return await ReaderComparison.PrintAsync(Console.Out);
    case ["decoder", .. var how]:
        return DecoderVerb.Run(how, Console.Out);
    default:
        Console.Error.WriteLine("decoder [quick | detail] | fold | heap | reader; with fold and detail, options of BenchmarkDotNet follow, for example --job short");
        return 2;
}
