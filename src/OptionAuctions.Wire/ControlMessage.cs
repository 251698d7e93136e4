using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>A JSON message of the venue: an answer to a request, or PINGPONG.</summary>
/// <param name="TrId">TR that is answered, <c>PINGPONG</c>, or <c>(null)</c> or empty when the venue could not read it.</param>
/// <param name="TrKey">Code that is answered; empty on session errors, which therefore name no request.</param>
/// <param name="ResultCode"><c>rt_cd</c>: 0 success, 1 business error, 9 session or structure; empty on PINGPONG.</param>
/// <param name="MessageCode"><c>msg_cd</c>; empty on PINGPONG.</param>
/// <param name="Text"><c>msg1</c>; empty when its bytes are not UTF-8. The venue can echo keys in it: scrub before showing.</param>
/// <remarks>
/// Each member is at most 256 characters, control characters replaced by spaces. The AES key and IV that the venue puts into every
/// success answer are not read: the TRs served are plain text, and what is not held cannot leak.
/// </remarks>
public sealed record ControlMessage(string TrId, string TrKey, string ResultCode, string MessageCode, string Text)
{
    private static readonly ControlMessage Empty = new("", "", "", "", "");

    /// <summary>True for the keep-alive, which is echoed byte for byte.</summary>
    public bool IsPingPong => TrId == "PINGPONG";

    /// <summary>The registration that the answer is about, as far as it names TR and code.</summary>
    public AnswerSubject Subject => AnswerSubject.Of(TrId, TrKey);

    /// <summary>The meaning of the answer.</summary>
    public Answer Meaning => AnswerCode.MeaningOf(MessageCode, Text);

    /// <summary>Decodes a message that begins with <c>{</c>. Missing members are empty; anything but a JSON object with a header is refused.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> json, out ControlMessage message)
    {
        message = Empty;
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
        catch (Exception e) when (e is JsonException or InvalidOperationException) // not JSON, or a member's name is not valid text
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
                JsonValueKind.String => VenueText.Sanitize(value.GetString()!),
                JsonValueKind.Number => VenueText.Sanitize(value.GetRawText()),
                _ => "", // a nested object is never shown: it could hold the key
            };
        }
        catch (InvalidOperationException) // the venue's text can be CP949; the message's code must not be lost with it
        {
            return "";
        }
    }
}
