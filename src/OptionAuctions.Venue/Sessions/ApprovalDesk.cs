using System.Text.Json;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Issues approval keys and knows whose they are. Pure: time is handed in.</summary>
internal sealed class ApprovalDesk(VenueOptions options, Stage stage)
{
    private const int MostKeys = 4096;

    private readonly Dictionary<string, Grant> _grants = [];
    private readonly Queue<string> _oldest = new();
    private readonly Dictionary<string, DateTimeOffset> _last = [];
    private Dice _dice = Dice.For(options.Seed, "approval");

    public long Granted { get; private set; }
    public long Refused { get; private set; }

    /// <summary>Answers <c>POST /oauth2/Approval</c>.</summary>
    public ApprovalReply Ask(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var reply = Decide(body, now);
        if (reply.Status == 200) Granted++;
        else Refused++;
        return reply;
    }

    /// <summary>
    /// The app key that an approval key begins sessions for; <see langword="null"/> when it never was, or is past its life.
    /// </summary>
    public string? AppKeyOf(Secret approvalKey, DateTimeOffset now) =>
        _grants.TryGetValue(approvalKey.Reveal(), out var grant) && now < grant.Until ? grant.AppKey : null;

    /// <summary>Every key is void from now on.</summary>
    public void Forget()
    {
        _grants.Clear();
        _oldest.Clear();
    }

    private ApprovalReply Decide(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var behaviour = stage.At(now);
        if (behaviour.RefuseApprovalWith is { Length: > 0 } code) return ApprovalReply.Error(500, code, "잠시 후 다시 시도하세요.");
        if (!TryRead(body, out var grantType, out var appKey, out var secret)) return ApprovalReply.Error(403, "EGW00101", "유효하지 않은 요청입니다.");
        if (grantType != "client_credentials") return ApprovalReply.Error(403, "EGW00101", "유효하지 않은 요청입니다.");
        if (appKey.Length == 0 || !Knows(appKey, null)) return ApprovalReply.Error(403, "EGW00103", "유효하지 않은 AppKey입니다.");
        if (secret.Length == 0 || !Knows(appKey, secret)) return ApprovalReply.Error(403, "EGW00105", "유효하지 않은 AppSecret입니다.");
        if (_last.TryGetValue(appKey, out var last) && now - last < behaviour.ApprovalEvery)
            return ApprovalReply.Error(500, "EGW00201", "초당 거래건수를 초과하였습니다.");

        if (_last.Count >= MostKeys) _last.Clear();
        _last[appKey] = now;
        return ApprovalReply.Key(Issue(appKey, now));
    }

    private string Issue(string appKey, DateTimeOffset now)
    {
        const string hex = "0123456789abcdef";
        var key = string.Join('-', _dice.Text(8, hex), _dice.Text(4, hex), _dice.Text(4, hex), _dice.Text(4, hex), _dice.Text(12, hex));
        if (_oldest.Count >= MostKeys) _grants.Remove(_oldest.Dequeue());
        _oldest.Enqueue(key);
        _grants[key] = new Grant(appKey, now + stage.At(now).ApprovalKeyLife);
        return key;
    }

    private bool Knows(string appKey, string? secret) =>
        options.Accounts.Count == 0
        || options.Accounts.Any(a => a.AppKey.Reveal() == appKey && (secret is null || a.AppSecret.Reveal() == secret));

    private static bool TryRead(ReadOnlyMemory<byte> body, out string grantType, out string appKey, out string secret)
    {
        grantType = appKey = secret = "";
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return false;
            (grantType, appKey, secret) = (Text(root, "grant_type"), Text(root, "appkey"), Text(root, "secretkey"));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private sealed record Grant(string AppKey, DateTimeOffset Until);
}

/// <summary>Status and JSON body of an approval answer.</summary>
internal sealed record ApprovalReply(int Status, string Body)
{
    public static ApprovalReply Key(string key) => new(200, $$"""{"approval_key":"{{key}}"}""");

    public static ApprovalReply Error(int status, string code, string words) =>
        new(status, $$"""{"error_description":"{{words}}","error_code":"{{code}}"}""");
}
