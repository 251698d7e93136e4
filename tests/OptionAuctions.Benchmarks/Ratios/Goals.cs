namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>What the project has to reach, and some rows that are only shown. Yardsticks: see the contenders.</summary>
internal static class Goals
{
    public static readonly Goal P1 = new("P1", "record decoder over Scan", 4.5, 2.5, "x");
    public static readonly Goal P1Bytes = new("P1", "allocated a record by the decoder", 0, 0, "B", IsTime: false);
    public static readonly Goal P2 = new("P2", "record decoder, string-Split-decimal over it", 8, 15, "x", More: true);
    public static readonly Goal P3With41 = new("P3", "throughput over Loop, 4 a message, 41 codes", 0.9, 1.3, "x", More: true);
    public static readonly Goal P3With820 = new("P3", "throughput over Loop, 4 a message, 820 codes", 0.9, 1.3, "x", More: true);
    public static readonly Goal P3CpuWith41 = new("P3", "CPU a record over Loop, 4 a message, 41 codes", 1.1, 0.8, "x");
    public static readonly Goal P3CpuWith820 = new("P3", "CPU a record over Loop, 4 a message, 820 codes", 1.1, 0.8, "x");
    public static readonly Goal P3Every = new("P3", "throughput with Delivery.Every over Loop, 4 a message, 820 codes", 0.6, 1.0, "x", More: true);
    public static readonly Goal P4 = new("P4", "throughput over Loop, 4 a message, 10,000 codes on one socket", 0.35, 0.8, "x", More: true);
    public static readonly Goal P5With1 = new("P5", "throughput over Loop, 1 a message, 820 codes", 0.9, 1.5, "x", More: true);
    public static readonly Goal P5With20 = new("P5", "throughput over Loop, 20 a message, 820 codes", 0.6, 1.0, "x", More: true);
    public static readonly Goal P6 = new("P6", "throughput over Naive, 4 a message, 820 codes", 2.5, 6, "x", More: true);
    public static readonly Goal P7AtFullSpeed = new("P7", "allocated a record, at full speed, 4 a message, 820 codes", 0.1, 0.02, "B", IsTime: false);
    public static readonly Goal P7With1 = new("P7", "allocated a record, at full speed, 1 a message, 820 codes", 0.1, 0.02, "B", IsTime: false);
    public static readonly Goal P7With20 = new("P7", "allocated a record, at full speed, 20 a message, 820 codes", 0.1, 0.02, "B", IsTime: false);
    public static readonly Goal P7ManyCodes = new("P7", "allocated a record, at full speed, 4 a message, 10,000 codes", 0.1, 0.02, "B", IsTime: false);
    public static readonly Goal P7AtRate = new("P7", "allocated a record, at 50,000 a second", 0.1, 0.02, "B", IsTime: false);
    public static readonly Goal P8With41 = new("P8", "p99 receive to the default subscriber over Loop, 50,000/s, 41 codes", 2.5, 1.2, "x");
    public static readonly Goal P8With820 = new("P8", "p99 receive to the default subscriber over Loop, 50,000/s, 820 codes", 2.5, 1.2, "x");
    public static readonly Goal P9 = new("P9", "p99.9 receive to the default subscriber over Loop, 200,000/s, 820 codes", 2, 0.8, "x");
    public static readonly Goal P10 = new("P10", "heap of an idle code", 2.5, 1.5, "KB", IsTime: false);
    public static readonly Goal P11 = new("P11", "cold start to the first record over Loop, compiled ahead", 2.0, 1.5, "x");
    public static readonly Goal P11NotAhead = new("P11", "cold start to the first record over Loop, not compiled ahead", 2.8, 2.0, "x");
    public static readonly Goal P12 = new("P12", "growth of the heap by a stalled subscriber, 200,000 a second", 1.03, 1.03, "MiB", IsTime: false);
    public static readonly Goal P12Resumed = new("P12", "ack to the newest state of all 820 codes", 1, 0.5, "ms");
    public static readonly Goal P13 = new("P13", "replay to a subscriber over decoding the same file, 4 a message, 820 codes", 0.3, 0.7, "x", More: true);
    public static readonly Goal P13Recording = new("P13", "p99 receive to the default subscriber, recording over not, 200,000/s, 820 codes", 1.2, 1.0, "x");
    public static readonly Goal P13RecordingCpu = new("P13", "CPU a record, recording over not, 200,000/s, 820 codes", 1.25, 1.1, "x");
    public static readonly Goal P13Restart = new("P13", "a day of 820 codes read and folded at a restart", 3, 1, "s");
    public static readonly Goal P14Asleep = new("P14", "CPU asleep, registered for 41 codes", 0.3, 0.1, "%");
    public static readonly Goal P14AtWork = new("P14", "CPU over Loop, 200 records/s, 1 a message, 41 codes", 1.2, 0.6, "x");
    public static readonly Goal P15 = new("P15", "10,000 codes planned and registered", 200, 50, "ms");
    public static readonly Goal V1 = new("V1", "records that the simulated venue sends, 20 a message", 2, 4, "M/s", More: true);

    public static readonly Goal OverLibrary = Shown("throughput over Websocket.Client alone, 4 a message, 820 codes", "x");
    public static readonly Goal Inline = Shown("throughput over a loop without a queue, 4 a message, 820 codes", "x");
    public static readonly Goal Own = Shown("throughput over Loop with our WebSocket reader, 4 a message, 820 codes", "x");
    public static readonly Goal OnDispatcherWith41 = Shown("p99 receive to a subscriber on the feed's dispatcher over Loop, 50,000/s, 41 codes", "x");
    public static readonly Goal OnDispatcherWith820 = Shown("p99 receive to a subscriber on the feed's dispatcher over Loop, 50,000/s, 820 codes", "x");
    public static readonly Goal OnDispatcherAtHighRate = Shown("p99.9 receive to a subscriber on the feed's dispatcher over Loop, 200,000/s, 820 codes", "x");
    public static readonly Goal LateInBursts =
        Shown("p99 receive to the default subscriber over Loop, 50,000/s in bursts of 200, 820 codes", "x");
    public static readonly Goal Collections = Shown("collections of generation 0 at 50,000 a second; aim 0", "");

    public static readonly Goal ReplayWithDigest = Shown("replay with its digest over decoding the same file, 4 a message, 820 codes", "x");
    public static readonly Goal ReplayWithoutDigest = Shown("replay without a subscriber over decoding the same file, 4 a message, 820 codes", "x");
    public static readonly Goal ReplayOfSingles = Shown("replay with its digest over decoding the same file, each message at its own time", "x");

    private static Goal Shown(string what, string unit) => new("", what, double.NaN, double.NaN, unit);
}
