using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>A JSON message of the venue: an answer to a request, or PINGPONG.</summary>
/// <param name="TrId">TR answered for, <c>PINGPONG</c>, or <c>(null)</c> and empty when the venue could not tell.</param>
/// <param name="TrKey">Code answered for; empty on session errors, which therefore name no request.</param>
/// <param name="ResultCode"><c>rt_cd</c>: 0 success, 1 business error, 9 session or structure; empty on PINGPONG.</param>
/// <param name="MessageCode"><c>msg_cd</c>; empty on PINGPONG.</param>
/// <param name="Text"><c>msg1</c>, at most 256 characters. The venue can echo keys in it: scrub before showing.</param>
/// <remarks>The AES key and IV that the venue puts into every success answer are not read: this TR is plain text, and what is not held cannot leak.</remarks>
public sealed record ControlMessage(string TrId, string TrKey, string ResultCode, string MessageCode, string Text)
{
    private const int LongestText = 256;

    /// <summary>True for the keep-alive, which is echoed byte for byte.</summary>
    public bool IsPingPong => TrId == "PINGPONG";

    /// <summary>What the answer means.</summary>
    public Answer Meaning => AnswerCode.MeaningOf(MessageCode, Text);

    /// <summary>Reads a message that begins with <c>{</c>. Missing members are empty; anything but a JSON object with a header is refused.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> json, out ControlMessage message)
    {
        message = new ControlMessage("", "", "", "", "");
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("header", out var header)) return false;
            root.TryGetProperty("body", out var body);
            var text = Member(body, "msg1");
            message = new ControlMessage(
                Member(header, "tr_id"), Member(header, "tr_key"),
                Member(body, "rt_cd"), Member(body, "msg_cd"), text[..Math.Min(text.Length, LongestText)]);
            return header.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // not JSON; or JSON whose text is not UTF-8
        {
            return false;
        }
    }

    private static string Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText()
            : "";
}
