using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>One damage of a file.</summary>
/// <param name="Offset">Byte offset of the damaged record from the beginning of the file; 0 for the magic at the beginning.</param>
/// <param name="Kind">In which way it is damaged.</param>
/// <param name="Detail">What is wrong, in words, without a full stop.</param>
public readonly record struct McapProblem(long Offset, McapProblemKind Kind, string Detail)
{
    internal McapProblem(McapException error, McapProblemKind kind = McapProblemKind.Fields) : this(error.Offset, kind, error.Reason) { }

    /// <summary>Returns the offset and what is wrong there.</summary>
    public override string ToString() => $"at byte {Offset.ToString(CultureInfo.InvariantCulture)}: {Detail}";
}
