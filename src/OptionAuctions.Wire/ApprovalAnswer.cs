using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OptionAuctions.Wire;

/// <summary>The decoded answer to <c>POST /oauth2/Approval</c>: an approval key, or the reason why there is none.</summary>
/// <param name="Key">The approval key, opaque, valid for 24 h according to the venue; <see langword="null"/> on failure.</param>
/// <param name="Error">
/// On failure, the venue's error code and text, at most 256 characters, control characters replaced by spaces. What looks like a key is masked; the
/// venue can echo others in it, which only their owner knows.
/// </param>
public sealed record ApprovalAnswer(Secret? Key, string Error)
{
    private const string KeyMember = "approval_key";

    // Without escapes, an echoed key is spelled as the caller knows it, so that it can be scrubbed.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Decodes a body as it came, by what its bytes are and not by any label, and then as the other overload does.</summary>
    public static ApprovalAnswer Decode(ReadOnlySpan<byte> body) => Decode(LenientText.Decode(body));

    /// <summary>Decodes the body leniently: the key, else the venue's error members, else the text with what looks like a secret masked.</summary>
    public static ApprovalAnswer Decode(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (Text(root, KeyMember) is { Length: > 0 } key) return new ApprovalAnswer(new Secret(key), "");
            if (Text(root, "error_code") is { Length: > 0 } code) return Failed($"{code} {Text(root, "error_description")}");
            if (Text(root, "msg_cd") is { Length: > 0 } other) return Failed($"{other} {Text(root, "msg1")}");
            body = SecretShapes.Masked(JsonNode.Parse(body))?.ToJsonString(Unescaped) ?? "null";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // not JSON, or a string that is not valid text: the raw body is all there is to show
        }

        // A body that was cut off or has another shape can hold a key all the same, and no caller could scrub a key that it does not know.
        return Failed(body.Contains(KeyMember, StringComparison.OrdinalIgnoreCase) ? $"{KeyMember} in an unreadable answer" : SecretShapes.MaskNamed(body));
    }

    private static ApprovalAnswer Failed(string text) => new(null, VenueText.Sanitize(SecretShapes.MaskTokens(text.Trim())));

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";
}
