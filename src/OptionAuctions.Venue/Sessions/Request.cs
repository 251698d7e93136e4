using System.Text.Json;

namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// A client's text message: what it asks for, or the <c>msg_cd</c> with which it is refused. Pure: depends on neither keys nor sessions.
/// </summary>
/// <param name="Kind">Kind of the request.</param>
/// <param name="Refusal">The code of the answer when the kind is <see cref="RequestKind.Refused"/>; else empty.</param>
/// <param name="ApprovalKey">The approval key that it carries.</param>
/// <param name="TrId">TR that it names, as far as it was read.</param>
/// <param name="TrKey">Key that it names, a code as a rule, as far as it was read.</param>
internal sealed record Request(RequestKind Kind, string Refusal, Secret ApprovalKey, string TrId, string TrKey)
{
    private const int LongestKey = Instrument.MaxLength;
    private static readonly Secret NoKey = new("");

    /// <summary>What is to be registered or released.</summary>
    public RegistrationKey Key => RegistrationKey.Of(TrId, TrKey);


    /// <summary>Reads a message in the order in which the venue checks it: JSON, header, credentials, customer, kind, body.</summary>
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
        if (!KnownTrs.Accepts(trId, trKey)) return Refuse("OPSP8992", trId, trKey);

        return new Request(Text(header, "tr_type") == "1" ? RequestKind.Register : RequestKind.Release, "", new Secret(key), trId, trKey);
    }

    /// <summary>
    /// Returns the code of the answer to a header without an approval key. Before 2022-10 the header carried app key and secret; old clients still
    /// send them, and the answer says what is missing.
    /// </summary>
    private static string WithoutApproval(JsonElement header) =>
        Text(header, "appkey") is not { Length: > 0 } ? "OPSP9996"
        : Text(header, "appsecret") is not { Length: > 0 } ? "OPSP8995"
        : Text(header, "personalseckey") is not { Length: > 0 } ? "OPSP8994"
        : "OPSP9994";

    private static Request Refuse(string code, string trId = "", string trKey = "") => new(RequestKind.Refused, code, NoKey, trId, trKey);

    private static bool Has(JsonElement parent, string name, out JsonElement value) =>
        TryMember(parent, name, out value) && value.ValueKind == JsonValueKind.Object;

    private static string? Text(JsonElement parent, string name) =>
        TryMember(parent, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Finds a member by its name. The case does not matter: a public client writes <c>Input</c>, and the venue serves it.</summary>
    private static bool TryMember(JsonElement parent, string name, out JsonElement value)
    {
        if (parent.TryGetProperty(name, out value)) return true;
        foreach (var member in parent.EnumerateObject())
        {
            if (!member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            value = member.Value;
            return true;
        }

        return false;
    }
}
