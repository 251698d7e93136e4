namespace OptionAuctions.Codes;

/// <summary>The effect of a record or of a clock tick on the phase and the call.</summary>
[Flags]
internal enum SessionStep : byte
{
    None = 0,
    Began = 1,
    Ended = 2,
    PhaseBegan = 4,
}
