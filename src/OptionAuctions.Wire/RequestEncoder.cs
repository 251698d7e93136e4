using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Wire;

/// <summary>Who the app key belongs to.</summary>
public enum CustomerType
{
    /// <summary>A person (개인), <c>P</c>.</summary>
    Personal,

    /// <summary>A company (법인), <c>B</c>.</summary>
    Corporate,
}

/// <summary>What we say to the venue, as the bytes it expects. One registration a message: the venue knows no batches.</summary>
public static class RequestEncoder
{
    // Secrets are base64: the default would send their plus signs as \u002B, which no sample of the venue's does.
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A registration: <c>tr_type</c> 1.</summary>
    public static byte[] Subscribe(Secret approvalKey, CustomerType customer, RecordLayout layout, OptionCode code) =>
        Registration(approvalKey, customer, "1", layout, code);

    /// <summary>Its release: <c>tr_type</c> 2 (the 0 of some public samples is refused by the venue).</summary>
    public static byte[] Unsubscribe(Secret approvalKey, CustomerType customer, RecordLayout layout, OptionCode code) =>
        Registration(approvalKey, customer, "2", layout, code);

    /// <summary>The venue's keep-alive with the time of <paramref name="now"/>; ours is the echo of theirs, this one is the venue's own.</summary>
    public static byte[] PingPong(DateTimeOffset now) => Encoding.ASCII.GetBytes(
        $$$"""{"header":{"tr_id":"PINGPONG","datetime":"{{{now.ToOffset(MarketTime.Offset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}}}"}}""");

    /// <summary>The body of <c>POST /oauth2/Approval</c>. The secret is called <c>secretkey</c> here and <c>appsecret</c> elsewhere.</summary>
    public static byte[] Approval(Secret appKey, Secret appSecret) => Json(json =>
    {
        json.WriteString("grant_type", "client_credentials");
        json.WriteString("appkey", appKey.Reveal());
        json.WriteString("secretkey", appSecret.Reveal());
    });

    private static byte[] Registration(Secret approvalKey, CustomerType customer, string type, RecordLayout layout, OptionCode code) => Json(json =>
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
        using (var json = new Utf8JsonWriter(buffer, AsItIs))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
