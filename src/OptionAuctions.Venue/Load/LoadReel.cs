using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Load;

/// <summary>Frames that follow each other, encoded once, to be written again and again.</summary>
/// <param name="Bytes">The frames as they stand on the wire.</param>
/// <param name="Ends">Where each frame ends.</param>
/// <param name="Codes">The code of each record, in order.</param>
/// <param name="RecordsPerFrame">Records of every frame.</param>
internal sealed record LoadReel(byte[] Bytes, int[] Ends, OptionCode[] Codes, int RecordsPerFrame)
{
    private const int LeastRecords = 16_384;

    /// <summary>A reel in which each code comes up as often as the others, with a price of its own each time.</summary>
    public static LoadReel Of(int seed, IReadOnlyList<Instrument> instruments, int recordsPerFrame, DateTimeOffset at)
    {
        var dice = Dice.For(seed, "load");
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
            bytes.Write(Framing.Text(FrameText.Of(KnownTrs.ExpectedExecution, frame)));
            ends.Add((int)bytes.Length);
        }

        return new LoadReel(bytes.ToArray(), [.. ends], [.. prints.Select(p => p.Code)], recordsPerFrame);
    }

    /// <summary>Frames from one on, as many as asked for but not beyond the end of the reel, nor many more bytes than given.</summary>
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

/// <summary>Some frames of a reel.</summary>
internal readonly record struct LoadSlice(ReadOnlyMemory<byte> Bytes, int Frames, ReadOnlyMemory<OptionCode> Codes);
