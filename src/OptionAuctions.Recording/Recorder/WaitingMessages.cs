using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OptionAuctions.Recording;

/// <summary>
/// The messages that wait for the disk, in one buffer of bounded size. Threads that read sockets add, one thread takes all that is there. Two buffers change
/// places, so that nothing is allocated once they have grown.
/// </summary>
internal sealed class WaitingMessages(int maxBytes)
{
    private const int FirstBytes = 64 << 10;
    private static readonly int HeadBytes = Unsafe.SizeOf<WaitingMessage>();

    private readonly Lock _gate = new();
    private byte[] _filling = new byte[FirstBytes], _taken = new byte[FirstBytes];
    private int _length;
    private long _received;
    private SkippedMessages _skipped;

    /// <summary>Number of messages handed in so far.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Adds a message, or counts it as skipped when there is no room.</summary>
    /// <returns>What the thread that takes them has to know.</returns>
    public Arrival Add(ReceivedMessage message)
    {
        var at = McapTime.FromDateTimeOffset(message.ReceivedAt);
        var kind = message.IsCut ? MessageKind.Cut : message.IsControl ? MessageKind.Control : MessageKind.Data;
        lock (_gate)
        {
            _received++;
            var (before, needed) = (_length, _length + HeadBytes + message.Bytes.Length);
            if (needed > maxBytes || _skipped.Count > 0) // what was skipped is missing in one place
            {
                _skipped = _skipped.With(at);
                return Arrival.OneOfMany;
            }

            if (needed > _filling.Length) Array.Resize(ref _filling, (int)Math.Min(maxBytes, Math.Max(needed, 2L * _filling.Length)));
            var head = new WaitingMessage(message.Number, at, message.Epoch, message.AppKey, message.Bytes.Length, kind);
            MemoryMarshal.Write(_filling.AsSpan(before), in head);
            message.Bytes.CopyTo(_filling.AsSpan(before + HeadBytes));
            _length = needed;
            if (before < maxBytes / 2 && needed >= maxBytes / 2) return Arrival.HalfFull;
            return before == 0 ? Arrival.First : Arrival.OneOfMany;
        }
    }

    /// <summary>Takes all that wait, in the order in which they came. Valid until the next call.</summary>
    /// <param name="skipped">Those that found no room since the last call; they came after all that are taken.</param>
    public ReadOnlySpan<byte> Take(out SkippedMessages skipped)
    {
        lock (_gate)
        {
            (_filling, _taken, skipped, _skipped) = (_taken, _filling, _skipped, default);
            var taken = _taken.AsSpan(0, _length);
            _length = 0;
            return taken;
        }
    }

    /// <summary>Splits the first message off.</summary>
    public static WaitingMessage Next(ref ReadOnlySpan<byte> taken, out ReadOnlySpan<byte> bytes)
    {
        var head = MemoryMarshal.Read<WaitingMessage>(taken);
        bytes = taken.Slice(HeadBytes, head.Length);
        taken = taken[(HeadBytes + head.Length)..];
        return head;
    }
}
