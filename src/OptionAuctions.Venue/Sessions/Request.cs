using System.Text.Json;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// What a client's text message asks for, or the <c>msg_cd</c> it is refused with. Pure: knows neither keys nor sessions.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Refusal">The answer's code when it is <see cref="RequestKind.Refused"/>; else empty.</param>
/// <param name="ApprovalKey">The key it carries.</param>
/// <param name="TrId">TR it names, as far as it was read.</param>
/// <param name="TrKey">Code it names, as far as it was read.</param>
internal sealed record Request(RequestKind Kind, string Refusal, Secret ApprovalKey, string TrId, string TrKey)
{
    private const int LongestKey = OptionCode.MaxLength;
    private static readonly Secret NoKey = new("");

    /// <summary>Reads a message in the order the venue finds fault: JSON, header, credentials, customer, kind, body.</summary>
    public static Request Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // not JSON; or JSON whose text is not UTF-8
        {
            return Refuse("OPSP9999");
        }
    }

    private static Request Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refuse("OPSP9999");
        if (!Has(root, "header", out var header)) return Refuse("OPSP9998");
        if (Text(header, "tr_id") == "PINGPONG") return new Request(RequestKind.PingPong, "", NoKey, "PINGPONG", "");

        if (Text(header, "approval_key") is not { Length: > 0 } key) return Refuse(WithoutApproval(header));
        if (Text(header, "custtype") is not { } customer) return Refuse("OPSP9997");
        if (customer is not ("P" or "B")) return Refuse("OPSP8998");
        if (Text(header, "tr_type") is not ("1" or "2")) return Refuse("OPSP8997");

        if (!Has(root, "body", out var body)) return Refuse("OPSP9992");
        if (!Has(body, "input", out var input)) return Refuse("OPSP9991");
        if (Text(input, "tr_id") is not { } trId || !KnownTrs.Has(trId)) return Refuse("OPSP8991");
        if (Text(input, "tr_key") is not { Length: > 0 } trKey) return Refuse("OPSP9990");
        if (trKey.Length > LongestKey) return Refuse("OPSP8993");
        if (!OptionCode.TryParse(trKey, out _)) return Refuse("OPSP8992", trId, trKey);

        return new Request(Text(header, "tr_type") == "1" ? RequestKind.Register : RequestKind.Release, "", new Secret(key), trId, trKey);
    }

    /// <summary>Before 2022-10 the header carried app key and secret; old clients still do, and are told what is missing.</summary>
    private static string WithoutApproval(JsonElement header) =>
        Text(header, "appkey") is not { Length: > 0 } ? "OPSP9996"
        : Text(header, "appsecret") is not { Length: > 0 } ? "OPSP8995"
        : Text(header, "personalseckey") is not { Length: > 0 } ? "OPSP8994"
        : "OPSP9994";

    private static Request Refuse(string code, string trId = "", string trKey = "") => new(RequestKind.Refused, code, NoKey, trId, trKey);

    private static bool Has(JsonElement parent, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What a client wants.</summary>
internal enum RequestKind
{
    /// <summary>Nothing the venue could make out.</summary>
    Refused,

    /// <summary>An answer to PINGPONG.</summary>
    PingPong,

    /// <summary>To be sent a code: <c>tr_type</c> 1.</summary>
    Register,

    /// <summary>Not to be any more: <c>tr_type</c> 2.</summary>
    Release,
}
