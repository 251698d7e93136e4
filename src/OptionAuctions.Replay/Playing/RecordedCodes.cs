using System.Text.Json;
using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Replay;

/// <summary>The codes of a recording, and which app key received each of them.</summary>
public sealed class RecordedCodes
{
    private readonly Dictionary<int, HashSet<Instrument>> _byAppKey = [];

    private RecordedCodes(IReadOnlyList<Instrument> all, bool hasTrades) => (All, HasTrades) = (all, hasTrades);

    /// <summary>All codes, in ordinal order.</summary>
    public IReadOnlyList<Instrument> All { get; }

    /// <summary>True when the recording has trades, of which final prices can be taken.</summary>
    public bool HasTrades { get; }

    /// <summary>Returns the codes of an app key; <see langword="null"/> for all, where there is only one.</summary>
    public IReadOnlyCollection<Instrument>? Of(int appKey) => _byAppKey.Count < 2 ? null : _byAppKey.GetValueOrDefault(appKey) ?? [];

    /// <summary>
    /// Finds the codes of a recording. Where one app key has received all of them, and they are known, it is not read: they are those that are given, or that
    /// the recording's <c>options.json</c> lists. Otherwise they are those of its data messages, for which it is read once.
    /// </summary>
    /// <param name="reader">The recording.</param>
    /// <param name="from">The first time of arrival.</param>
    /// <param name="to">The time of arrival from which nothing is read.</param>
    /// <param name="given">The codes that are of interest; default: all.</param>
    /// <param name="stop">Ends the reading; the codes then are those that were found.</param>
    /// <exception cref="McapException">A file is none of this format.</exception>
    public static RecordedCodes Find(
        RecordingReader reader, DateTimeOffset? from = null, DateTimeOffset? to = null, IReadOnlyCollection<Instrument>? given = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var channels = reader.ReadSummary()?.Channels.Where(channel => channel.Kind == MessageKind.Data).ToArray();
        if (channels is not null && channels.DistinctBy(channel => channel.AppKey).Count() < 2)
        {
            var layouts = channels.Select(channel => RecordLayout.Named(channel.Topic)).ToArray();
            var hasTrades = layouts.Any(layout => layout is { Kind: RecordKind.Trade });
            if (given is not null) return new RecordedCodes(Sorted(given), hasTrades);
            if (Listed(reader) is { } listed && layouts.All(layout => IsOf(layout, listed))) return new RecordedCodes(listed, hasTrades);
        }

        var found = Scan(reader.Read(from, to).TakeWhile(_ => !stop.IsCancellationRequested));
        return given is null ? found : found.Only(given);
    }

    /// <summary>Reads the codes of data messages.</summary>
    internal static RecordedCodes Scan(IEnumerable<RecordedMessage> messages)
    {
        var byAppKey = new Dictionary<int, HashSet<Instrument>>();
        var hasTrades = false;
        foreach (var message in messages)
        {
            if (message.Kind != MessageKind.Data) continue;
            if (!byAppKey.TryGetValue(message.AppKey, out var codes)) byAppKey[message.AppKey] = codes = [];
            hasTrades |= Add(message.Bytes.Span, codes) == RecordKind.Trade;
        }

        var found = new RecordedCodes(Sorted(byAppKey.Values.SelectMany(codes => codes)), hasTrades);
        foreach (var (appKey, codes) in byAppKey) found._byAppKey[appKey] = codes;
        return found;
    }

    private RecordedCodes Only(IReadOnlyCollection<Instrument> given)
    {
        var found = new RecordedCodes(Sorted(given), HasTrades);
        foreach (var (appKey, codes) in _byAppKey) found._byAppKey[appKey] = codes;
        return found;
    }

    /// <summary>The codes that the options of a recording of one file list, when no selection could add others.</summary>
    private static Instrument[]? Listed(RecordingReader reader)
    {
        if (reader.Files.Count != 1 || reader.ReadFile("options.json") is not { } json) return null;
        try
        {
            using var options = JsonDocument.Parse(json);
            var root = options.RootElement;
            if (root.GetProperty("AppKeys").GetInt32() > 1 || root.GetProperty("Series").GetArrayLength() > 0) return null;
            var codes = root.GetProperty("Codes").EnumerateArray().Select(code => code.GetString() ?? "").ToArray();
            var areCodes = codes.Length > 0 && codes.All(code => Instrument.TryParse(code, out _));
            return areCodes ? Sorted(codes.Select(code => new Instrument(code))) : null;
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null; // another program has recorded it
        }
    }

    /// <summary>Whether a TR is that of a listed code; one that is not has codes that a subscriber has added, such as the share of a chain.</summary>
    private static bool IsOf(RecordLayout? layout, Instrument[] listed) => layout is not null && listed.Any(layout.Key.Accepts);

    private static Instrument[] Sorted(IEnumerable<Instrument> codes) => [.. codes.Distinct().OrderBy(code => $"{code}", StringComparer.Ordinal)];

    private static RecordKind? Add(ReadOnlySpan<byte> message, HashSet<Instrument> codes)
    {
        var head = EnvelopeDecoder.Decode(message);
        if (head.Layout is not { } layout) return null;
        if (layout.Kind == RecordKind.Trade)
        {
            if (TradeReader.Open(message, head, layout, out var trades) != DecodeError.None) return null;
            while (trades.TryRead(out var trade, out var error))
                if (error == DecodeError.None) codes.Add(trade.Code);
            return layout.Kind;
        }

        if (RecordReader.Open(message, head, layout, out var records) != DecodeError.None) return null;
        while (records.TryRead(out var record, out _, out var error))
            if (error == DecodeError.None) codes.Add(record.Code);
        return layout.Kind;
    }
}
