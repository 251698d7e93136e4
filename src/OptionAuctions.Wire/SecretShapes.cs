using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OptionAuctions.Wire;

/// <summary>
/// Masks what looks like a secret in a text of the venue, by its shape or by the name before it: for answers whose secrets are not known by value yet.
/// </summary>
internal static partial class SecretShapes
{
    private const string Mask = "***";

    /// <summary>Masks runs of letters and digits as keys and tokens are, and the user part of URLs.</summary>
    public static string MaskTokens(string text) =>
        Token().Replace(UserPart().Replace(text, $"://{Mask}@"), run => IsToken(run.Value) ? Mask : run.Value);

    /// <summary>Masks in a text of unknown form also what stands behind the name of a key, token, secret or password.</summary>
    public static string MaskNamed(string text) => MaskTokens(NamedValue().Replace(text, $"$1{Mask}"));

    /// <summary>Masks the members of a JSON value, at any depth, that are named as a key, token, secret or password; and tokens in all other strings.</summary>
    public static JsonNode? Masked(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            MaskTokens(member.Key), SecretName().IsMatch(member.Key) ? Mask : Masked(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Masked)]),
        JsonValue value when value.TryGetValue<string>(out var text) => MaskTokens(text),
        _ => json?.DeepClone(),
    };

    /// <summary>A word has no digits, a number no letters.</summary>
    private static bool IsToken(string run) => run.Any(char.IsAsciiDigit) && run.Any(char.IsAsciiLetter);

    [GeneratedRegex("[A-Za-z0-9+/=_~-]{20,}")]
    private static partial Regex Token();

    [GeneratedRegex("""://[^/@\s"']+@""")]
    private static partial Regex UserPart();

    [GeneratedRegex("key|token|secret|passw|credential|^iv$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        """([\w-]{0,32}(?:key|token|secret|passw|credential)[\w-]{0,32}["']?\s*[:=]\s*["']?)[^"'\s,;&<>{}\[\]]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedValue();
}
