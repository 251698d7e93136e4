namespace OptionAuctions.Cli.Output;

/// <summary>Bytes of whole lines in pieces that do not exceed a length and end where a line ends; a longer line is a piece of its own.</summary>
internal ref struct LinePieces(ReadOnlySpan<byte> lines, int length)
{
    private ReadOnlySpan<byte> _rest = lines;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly LinePieces GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;
        var end = _rest.Length <= length ? _rest.Length : _rest[..length].LastIndexOf((byte)'\n') + 1;
        if (end == 0) end = _rest.IndexOf((byte)'\n') + 1;
        if (end == 0) end = _rest.Length;
        Current = _rest[..end];
        _rest = _rest[end..];
        return true;
    }
}
