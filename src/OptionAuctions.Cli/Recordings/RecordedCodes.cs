using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Recordings;

/// <summary>What a pass over a recording finds: its codes, and when it begins.</summary>
/// <param name="Codes">The codes of all records that can be read, in order.</param>
/// <param name="First">Time of arrival of the first message, KST.</param>
/// <param name="HasTrades">True when it has trades, from which final prices are taken.</param>
/// <param name="Problems">What is wrong with its files, as sentences.</param>
internal sealed record RecordedCodes(IReadOnlyList<Instrument> Codes, DateTimeOffset First, bool HasTrades, IReadOnlyList<string> Problems)
{
    /// <summary>Passes over a recording.</summary>
    /// <exception cref="CliException">It has no message, or is none.</exception>
    public static RecordedCodes Of(string path)
    {
        var reader = RecordingFiles.Open(path);
        var codes = new HashSet<Instrument>();
        var (first, hasTrades) = ((DateTimeOffset?)null, false);
        try
        {
            foreach (var message in reader.Read())
            {
                first ??= message.ReceivedAt;
                if (message.Kind == MessageKind.Data) hasTrades |= Add(message.Bytes.Span, codes) == RecordKind.Trade;
            }
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }

        return first is { } began
            ? new RecordedCodes([.. codes.OrderBy(code => $"{code}", StringComparer.Ordinal)], began, hasTrades, [.. reader.Problems])
            : throw new CliException($"'{path}' has no message{string.Concat(reader.Problems.Select(problem => $"; {problem}"))}", ExitCode.Usage);
    }

    private static RecordKind? Add(ReadOnlySpan<byte> message, HashSet<Instrument> codes)
    {
        var head = EnvelopeDecoder.Decode(message);
        if (head is not { Kind: EnvelopeKind.Data, Error: DecodeError.None, Layout: { } layout }) return null;
        var fields = Encoding(message.Slice(head.PayloadStart, head.PayloadLength)).Split('^');
        if (head.Count == 0 || fields.Length % head.Count != 0) return null;
        var width = fields.Length / head.Count;
        for (var record = 0; record < head.Count; record++)
            if (Instrument.TryParse(fields[(record * width) + layout.ColumnOf(RecordRole.Code) - 1], out var code)) codes.Add(code);
        return layout.Kind;
    }

    private static string Encoding(ReadOnlySpan<byte> text) => System.Text.Encoding.Latin1.GetString(text);
}
