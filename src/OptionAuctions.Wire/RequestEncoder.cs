using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>Encodes requests to the venue as the bytes that it expects. One registration a message: the venue has no batches.</summary>
public static class RequestEncoder
{
    // Secrets are base64: the default encoder would send their plus signs as \u002B, which no sample of the venue does.
    private static readonly JsonWriterOptions WithoutEscapes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Encodes a registration: <c>tr_type</c> 1.</summary>
    public static byte[] Register(Secret approvalKey, CustomerType customer, RecordLayout layout, Instrument code) =>
        Registration(approvalKey, customer, "1", layout, code);

    /// <summary>Encodes a release: <c>tr_type</c> 2 (the 0 of some public samples is refused by the venue).</summary>
    public static byte[] Release(Secret approvalKey, CustomerType customer, RecordLayout layout, Instrument code) =>
        Registration(approvalKey, customer, "2", layout, code);

    /// <summary>
    /// Encodes the venue's keep-alive with the time of <paramref name="now"/>. It is sent by a simulated venue only: a client echoes the
    /// one that it receives.
    /// </summary>
    public static byte[] PingPong(DateTimeOffset now) => Encoding.ASCII.GetBytes(
        $$$"""{"header":{"tr_id":"PINGPONG","datetime":"{{{now.ToOffset(MarketTime.Offset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}}}"}}""");

    /// <summary>Encodes the body of <c>POST /oauth2/Approval</c>. The secret is called <c>secretkey</c> here and <c>appsecret</c> elsewhere.</summary>
    public static byte[] Approval(Secret appKey, Secret appSecret) => Json(json =>
    {
        json.WriteString("grant_type", "client_credentials");
        json.WriteString("appkey", appKey.Reveal());
        json.WriteString("secretkey", appSecret.Reveal());
    });

    private static byte[] Registration(Secret approvalKey, CustomerType customer, string type, RecordLayout layout, Instrument code) => Json(json =>
    {
        json.WriteStartObject("header");
        json.WriteString("approval_key", approvalKey.Reveal());
        json.WriteString("custtype", customer == CustomerType.Corporate ? "B" : "P");
        json.WriteString("tr_type", type);
        json.WriteString("content-type", "utf-8");
        json.WriteEndObject();
        json.WriteStartObject("body");
        json.WriteStartObject("input");
        json.WriteString("tr_id", layout.TrId);
        json.WriteString("tr_key", code.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WithoutEscapes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
