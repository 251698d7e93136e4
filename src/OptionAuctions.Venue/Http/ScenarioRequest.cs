using System.Text.Json;

namespace OptionAuctions.Venue.Http;

/// <summary>
/// The body of a request for a scenario: <c>{"scenario":"cap-of-three"}</c>, a name of the catalogue, or <c>{"text":"scenario mine\nsays …"}</c>, a
/// whole scenario. One of the two.
/// </summary>
internal sealed record ScenarioRequest(string? Name, string? Text)
{
    /// <summary>Reads a body; <see langword="null"/> when it is anything else.</summary>
    public static ScenarioRequest? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().ToArray() is [var only]
                && only.Value.ValueKind == JsonValueKind.String
                ? Of(only.Name, only.Value.GetString()!)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // not JSON; or JSON whose text is not UTF-8
        {
            return null;
        }
    }

    private static ScenarioRequest? Of(string member, string value) => member switch
    {
        "scenario" => new ScenarioRequest(value, null),
        "text" => new ScenarioRequest(null, value),
        _ => null,
    };
}
