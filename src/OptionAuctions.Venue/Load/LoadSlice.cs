namespace OptionAuctions.Venue.Load;

/// <summary>Consecutive WebSocket frames of a <see cref="LoadSequence"/>, with the codes of their records.</summary>
internal readonly record struct LoadSlice(ReadOnlyMemory<byte> Bytes, int Frames, ReadOnlyMemory<Instrument> Codes);
