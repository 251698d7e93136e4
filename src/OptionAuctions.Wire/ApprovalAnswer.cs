using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>The body that <c>POST /oauth2/Approval</c> came back with: a key, or a reason why not.</summary>
/// <param name="Key">The approval key, opaque, valid for 24 h by the venue's word; <see langword="null"/> on failure.</param>
/// <param name="Error">
/// On failure, the venue's code and words, at most 256 characters, control characters made spaces; the venue can echo keys in it.
/// </param>
public sealed record ApprovalAnswer(Secret? Key, string Error)
{
    private const string KeyMember = "approval_key";

    // Written this way an echoed key reads as we know it, and can be scrubbed.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the body leniently: the key, else the venue's error members, else the raw text.</summary>
    public static ApprovalAnswer Decode(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (Text(root, KeyMember) is { Length: > 0 } key) return new ApprovalAnswer(new Secret(key), "");
            if (Text(root, "error_code") is { Length: > 0 } code) return Failed($"{code} {Text(root, "error_description")}");
            if (Text(root, "msg_cd") is { Length: > 0 } other) return Failed($"{other} {Text(root, "msg1")}");
            body = JsonSerializer.Serialize(root, Unescaped);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // not JSON, or no text: what came is all there is
        }

        // A key in a body that was cut off or is of another shape is still a key, and nobody could scrub it.
        return Failed(body.Contains(KeyMember, StringComparison.OrdinalIgnoreCase) ? $"{KeyMember} in an unreadable answer" : body);
    }

    private static ApprovalAnswer Failed(string text) => new(null, VenueText.Tame(text.Trim()));

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : "";
}
