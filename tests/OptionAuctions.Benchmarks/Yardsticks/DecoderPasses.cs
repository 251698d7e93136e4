using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>One pass of each contender over the same frames. Each keeps what it found, so that none of the work can be left out.</summary>
internal sealed class DecoderPasses(byte[][] frames)
{
    private readonly int[] _positions = new int[256];
    private readonly ExpectedExecution[] _records = new ExpectedExecution[32];
    private readonly SplitDecoder.Record[] _objects = new SplitDecoder.Record[32];

    /// <summary>What was found in the last pass, so that a contender which finds too little is seen.</summary>
    public int Found { get; private set; }

    public void Scan()
    {
        Found = 0;
        foreach (var frame in frames) Found += Yardsticks.Scan.Delimiters(frame.AsSpan(15), _positions);
    }

    public void Envelope()
    {
        Found = 0;
        foreach (var frame in frames) Found += EnvelopeDecoder.Decode(frame).Count;
    }

    public void Decode()
    {
        Found = 0;
        foreach (var frame in frames)
        {
            var head = EnvelopeDecoder.Decode(frame);
            if (RecordReader.Open(frame, head, RecordLayout.H0ZOANC0, out var reader) != DecodeError.None) continue;
            var read = 0;
            while (reader.TryRead(out var record, out var error))
                if (error == DecodeError.None) _records[read++] = record;
            Found += read;
        }
    }

    public void Split()
    {
        Found = 0;
        foreach (var frame in frames) Found += SplitDecoder.Decode(frame, _objects);
    }
}
