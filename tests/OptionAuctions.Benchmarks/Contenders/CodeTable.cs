using System.Diagnostics;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>
/// The newest record of each code in a dictionary, and a callback for each record: what there is in place of an auction where there are no actors.
/// </summary>
internal sealed class CodeTable(IEnumerable<Instrument> codes, int subscribers = 1)
{
    private readonly Dictionary<Instrument, CodeState> _codes = codes.ToDictionary(code => code, _ => new CodeState());
    private readonly Tally[] _tallies = [.. Enumerable.Range(0, subscribers).Select(_ => new Tally())];

    /// <summary>What each callback saw.</summary>
    public IReadOnlyList<Tally> Tallies => _tallies;

    public IReadOnlyDictionary<Instrument, long> Numbers => _codes.ToDictionary(code => code.Key, code => code.Value.Number);

    /// <summary>By one thread at a time.</summary>
    public void Parse(MessageBlock block)
    {
        for (var i = 0; i < block.Count; i++) Parse(block[i], block.ReceivedAt);
    }

    /// <inheritdoc cref="Parse(MessageBlock)"/>
    public void Parse(ReadOnlySpan<byte> message, long receivedAt)
    {
        if (RecordReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0ZOANC0, out var records) != DecodeError.None) return;
        while (records.TryRead(out var record, out var error))
        {
            if (error != DecodeError.None || !_codes.TryGetValue(record.Code, out var code)) continue;
            code.Number++;
            code.Latest = record;
            foreach (var tally in _tallies) OnRecord(tally, receivedAt);
        }
    }

    /// <summary>The callback.</summary>
    private static void OnRecord(Tally tally, long receivedAt) =>
        tally.Saw(1, tally.TakesLatency ? (long)Stopwatch.GetElapsedTime(receivedAt).TotalNanoseconds : 0);

    private sealed class CodeState
    {
        public long Number { get; set; }

        public ExpectedExecution Latest { get; set; }
    }
}
