using System.Text;
using System.Text.Json;

namespace OptionAuctions.Market;

/// <summary>
/// The parser of a phase table, <c>{ "311": "call" }</c>. It reads token by token: a JSON document would accept a code twice, and would not keep the
/// line numbers.
/// </summary>
internal static class PhaseText
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static Dictionary<PhaseCode, PhaseMeaning> Read(ReadOnlySpan<byte> json, string file)
    {
        if (json.StartsWith(ByteOrderMark)) json = json[ByteOrderMark.Length..];
        var meanings = new Dictionary<PhaseCode, PhaseMeaning>();
        var reader = new Utf8JsonReader(json, Lenient);
        var number = 1;
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw Wrong("the table is an object, such as { \"311\": \"call\" }");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                number = LineAt(json, reader.TokenStartIndex);
                var raw = reader.GetString()!;
                if (!PhaseCode.TryParse(Encoding.UTF8.GetBytes(raw), out var code) || code.Raw != raw || raw.Length == 0)
                    throw Wrong($"'{raw}' is not a phase code: one to four printable ASCII characters");
                reader.Read();
                if (!meanings.TryAdd(code, Meaning(ref reader))) throw Wrong($"'{raw}' stands there twice");
            }

            reader.Read(); // nothing may follow the object
            return meanings;
        }
        catch (JsonException e)
        {
            throw new PhaseTableException(file, (int)(e.LineNumber ?? 0) + 1, "it is not JSON from here on");
        }
        catch (InvalidOperationException) // the reader throws this for text that is not UTF-8
        {
            throw new PhaseTableException(file, number, "there is text that is not UTF-8");
        }
        catch (FormatException e)
        {
            throw new PhaseTableException(file, number, e.Message);
        }
    }

    private static FormatException Wrong(string reason) => new(reason);

    private static PhaseMeaning Meaning(ref Utf8JsonReader reader) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "call" => PhaseMeaning.Call,
            "call-ended" => PhaseMeaning.CallEnded,
            "closing-call" => PhaseMeaning.ClosingCall,
            "closing-call-ended" => PhaseMeaning.ClosingCallEnded,
            "no-call" => PhaseMeaning.NoCall,
            null => throw Wrong("a meaning is text: call, call-ended, closing-call, closing-call-ended or no-call"),
            var other => throw Wrong($"'{other}' is not a meaning: say call, call-ended, closing-call, closing-call-ended or no-call"),
        };

    private static int LineAt(ReadOnlySpan<byte> json, long index) => json[..(int)index].Count((byte)'\n') + 1;
}
