using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Load;

/// <summary>A sequence of WebSocket frames, encoded once, to be written again and again.</summary>
/// <param name="Bytes">The frames as they are on the wire.</param>
/// <param name="Ends">Offset at which each frame ends.</param>
/// <param name="Codes">The code of each record, in order.</param>
/// <param name="RecordsPerFrame">Records of every frame.</param>
internal sealed record LoadSequence(byte[] Bytes, int[] Ends, Instrument[] Codes, int RecordsPerFrame)
{
    private const int LeastRecords = 16_384;

    /// <summary>Creates a sequence in which each code occurs as often as the others, with a price of its own each time.</summary>
    public static LoadSequence Of(int seed, IReadOnlyList<SeriesToday> instruments, int recordsPerFrame, DateTimeOffset at)
    {
        var dice = SeededRandom.For(seed, "load");
        var rounds = Math.Max(recordsPerFrame, (LeastRecords / instruments.Count) + 1); // each code in every place of a frame
        rounds = (rounds + recordsPerFrame - 1) / recordsPerFrame * recordsPerFrame; // whole frames only
        var prints = new List<Print>(rounds * instruments.Count);
        for (var round = 0; round < rounds; round++)
            foreach (var instrument in instruments)
            {
                var price = instrument.Quote(instrument.PreviousClose * Math.Exp(0.1 * dice.Normal()));
                prints.Add(new Print(KnownTrs.ExpectedExecution, instrument.Code,
                    RecordText.ExpectedExecution(instrument, new Revision(at, price, CallWindow.Opening.RunningPhase, Crosses: false))));
            }

        using var bytes = new MemoryStream();
        var ends = new List<int>(prints.Count / recordsPerFrame);
        foreach (var frame in prints.Chunk(recordsPerFrame))
        {
            bytes.Write(WebSocketFraming.Text(EnvelopeText.Of(KnownTrs.ExpectedExecution, frame)));
            ends.Add((int)bytes.Length);
        }

        return new LoadSequence(bytes.ToArray(), [.. ends], [.. prints.Select(p => p.Code)], recordsPerFrame);
    }

    /// <summary>Returns the frames from a given one on: as many as asked for, but not beyond the end of the sequence, nor many more bytes than given.</summary>
    public LoadSlice Slice(int frame, long frames, int bytes)
    {
        var start = frame == 0 ? 0 : Ends[frame - 1];
        var last = Array.BinarySearch(Ends, start + bytes);
        last = Math.Min(last < 0 ? ~last : last, Ends.Length - 1);
        last = (int)Math.Min(last - frame, frames - 1) + frame;
        return new LoadSlice(Bytes.AsMemory(start..Ends[last]), last - frame + 1,
            Codes.AsMemory(frame * RecordsPerFrame, (last - frame + 1) * RecordsPerFrame));
    }
}
