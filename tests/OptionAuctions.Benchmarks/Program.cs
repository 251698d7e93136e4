using System.Globalization;
using BenchmarkDotNet.Running;
using OptionAuctions.Benchmarks;
using OptionAuctions.Benchmarks.Crowd;
using OptionAuctions.Benchmarks.Growth;
using OptionAuctions.Benchmarks.Idle;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Benchmarks.Ratios;
using OptionAuctions.Benchmarks.Readers;
using OptionAuctions.Benchmarks.Yardsticks;

const string Help = """
    ratios [--quick] [--json] [--write] [--only P3,P8]   what the project has to reach, against yardsticks of the same run
    growth [folder] [--quick] [--only codes,subscribers,frames,appkeys]   what a record costs as those become more, plotted to folder/performance.md
    idle [folder] [--quick]   CPU of a process that has little to do, and what settings of its host do to it, written to folder/performance.md
    crowd [seconds]       what ninety-nine subscribers notice of a slow one among them
    decoder [quick | detail]   what reading a record costs
    reader                what a message costs from the socket to the tap
    fold                  what a record costs in a code's fold
    heap                  what an idle code costs in memory

    With fold and detail, options of BenchmarkDotNet follow, for example --job short.
    """;

switch (args)
{
    case ["ratios", .. var how]:
        return await RatiosRun.RunAsync(how, Console.Out, Console.Error);
    case ["growth", .. var how]:
        return await GrowthRun.RunAsync(how, Console.Out);
    case ["idle", .. var how]:
        return await IdleRun.RunAsync(how, Console.Out);
    case ["crowd"]:
        return await CrowdRun.PrintAsync(Console.Out, seconds: 5);
    case ["crowd", var seconds]:
        return await CrowdRun.PrintAsync(Console.Out, int.Parse(seconds, CultureInfo.InvariantCulture));
    case ["decoder", .. var how]:
        return DecoderVerb.Run(how, Console.Out);
    case ["reader"]:
        return await ReaderComparison.PrintAsync(Console.Out);
    case ["fold", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(FoldBenchmarks)]).Run(["--filter", "*", .. rest]);
        return 0;
    case ["heap"]:
        return await HeapOfCodes.PrintAsync(Console.Out);
    case [VenueServant.Verb]:
        return await VenueServant.RunAsync(Console.In, Console.Out);
    case [IdleChild.Verb, var id, var webSocket, var approval, .. var settings]:
        return await IdleChild.RunAsync(id, new Uri(webSocket), new Uri(approval), settings, Console.In, Console.Out);
    case [ColdStart.Verb, var contender, var webSocket, var approval]:
        return await ColdStart.RunAsync(contender, new Uri(webSocket), new Uri(approval));
    default:
        Console.Error.WriteLine(Help);
        return 2;
}
