using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>The body that <c>POST /oauth2/Approval</c> came back with: a key, or a reason why not.</summary>
/// <param name="Key">The approval key, opaque, valid for 24 h by the venue's word; <see langword="null"/> on failure.</param>
/// <param name="Error">On failure, the venue's code and words, at most 256 characters; the venue can echo keys in it.</param>
public sealed record ApprovalAnswer(Secret? Key, string Error)
{
    private const int LongestText = 256;

    /// <summary>Reads the body leniently: the key, else the venue's error members, else the raw text.</summary>
    public static ApprovalAnswer Decode(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root)
            {
                if (Text(root, "approval_key") is { Length: > 0 } key) return new ApprovalAnswer(new Secret(key), "");
                if (Text(root, "error_code") is { Length: > 0 } code) return Failed($"{code} {Text(root, "error_description")}".TrimEnd());
            }
        }
        catch (JsonException)
        {
            // not JSON: its text is all there is
        }

        return Failed(body);
    }

    private static ApprovalAnswer Failed(string text) => new(null, text[..Math.Min(text.Length, LongestText)]);

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
