using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>A JSON message of the venue: an answer to a request, or PINGPONG.</summary>
/// <param name="TrId">TR answered for, <c>PINGPONG</c>, or <c>(null)</c> and empty when the venue could not tell.</param>
/// <param name="TrKey">Code answered for; empty on session errors, which therefore name no request.</param>
/// <param name="ResultCode"><c>rt_cd</c>: 0 success, 1 business error, 9 session or structure; empty on PINGPONG.</param>
/// <param name="MessageCode"><c>msg_cd</c>; empty on PINGPONG.</param>
/// <param name="Text"><c>msg1</c>; empty when its bytes are not UTF-8. The venue can echo keys in it: scrub before showing.</param>
/// <remarks>
/// Each member is at most 256 characters, control characters made spaces. The AES key and IV that the venue puts into every
/// success answer are not read: the TRs served are plain text, and what is not held cannot leak.
/// </remarks>
public sealed record ControlMessage(string TrId, string TrKey, string ResultCode, string MessageCode, string Text)
{
    private static readonly ControlMessage Nothing = new("", "", "", "", "");

    /// <summary>True for the keep-alive, which is echoed byte for byte.</summary>
    public bool IsPingPong => TrId == "PINGPONG";

    /// <summary>Which registration is answered for, as far as TR and code are named.</summary>
    public AnswerSubject Subject => AnswerSubject.Of(TrId, TrKey);

    /// <summary>What the answer means.</summary>
    public Answer Meaning => AnswerCode.MeaningOf(MessageCode, Text);

    /// <summary>Reads a message that begins with <c>{</c>. Missing members are empty; anything but a JSON object with a header is refused.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> json, out ControlMessage message)
    {
        message = Nothing;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (!TryObject(root, "header", out var header)) return false;
            TryObject(root, "body", out var body);
            message = new ControlMessage(
                Member(header, "tr_id"), Member(header, "tr_key"), Member(body, "rt_cd"), Member(body, "msg_cd"), Member(body, "msg1"));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // not JSON; or a name in it that is no text
        {
            return false;
        }
    }

    private static bool TryObject(JsonElement parent, string name, out JsonElement child)
    {
        child = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out child) && child.ValueKind == JsonValueKind.Object;
    }

    private static string Member(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value)) return "";
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => VenueText.Tame(value.GetString()!),
                JsonValueKind.Number => VenueText.Tame(value.GetRawText()),
                _ => "", // a nested object is never shown: it could hold the key
            };
        }
        catch (InvalidOperationException) // the venue's words can be CP949; they must not cost the code beside them
        {
            return "";
        }
    }
}
