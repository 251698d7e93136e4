using System.Globalization;

namespace OptionAuctions;

/// <summary>
/// Finds characters in credentials that no issued key has: those that a shell, an editor or a file adds. The venue would refuse such a key with a text
/// that does not say why.
/// </summary>
internal static class SecretForm
{
    /// <summary>Returns a sentence for each such secret, which begins with its key and does not show the secret.</summary>
    public static IEnumerable<string> WarningsOn(FeedOptions options) => options.AppKeys.SelectMany((credentials, i) =>
        new[] { (nameof(AppKeyOptions.AppKey), credentials.AppKey), (nameof(AppKeyOptions.AppSecret), credentials.AppSecret) }
            .Select(secret => (Key: secret.Item1, Found: string.Join(" and ", OddCharacters(secret.Item2.Reveal()))))
            .Where(secret => secret.Found.Length > 0)
            .Select(secret => $"{FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:{i}:{secret.Key} contains {secret.Found}, which no issued key does"));

    private static IEnumerable<string> OddCharacters(string secret) => secret.Select(NameOf).OfType<string>().Distinct();

    private static string? NameOf(char character) => character switch
    {
        '\r' or '\n' => "a line break",
        '"' or '\'' or '`' => "a quotation mark",
        _ when char.IsWhiteSpace(character) => "a blank",
        _ => char.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => "an invisible character",
            UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => "a quotation mark",
            _ => null,
        },
    };
}
