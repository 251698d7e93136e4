using System.Text.Json;
using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Issues approval keys and keeps the app key of each. Reads no clock: the time is a parameter.</summary>
internal sealed class ApprovalIssuer(VenueOptions options, ScenarioPlayer player)
{
    private const int MostKeys = 4096;

    private readonly Dictionary<string, Grant> _grants = [];
    private readonly Queue<string> _byAge = new();
    private readonly Dictionary<string, DateTimeOffset> _lastIssued = [];
    private SeededRandom _dice = SeededRandom.For(options.Seed, "approval");

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
    /// Returns the app key for which an approval key begins sessions; <see langword="null"/> for a key that was never issued or has expired.
    /// </summary>
    public string? AppKeyOf(Secret approvalKey, DateTimeOffset now) =>
        _grants.TryGetValue(approvalKey.Reveal(), out var grant) && now < grant.Until ? grant.AppKey : null;

    /// <summary>Makes every key void from now on.</summary>
    public void Forget()
    {
        _grants.Clear();
        _byAge.Clear();
    }

    private ApprovalReply Decide(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var behaviour = player.At(now);
        if (behaviour.RefuseApprovalWith is { Length: > 0 } code) return ApprovalReply.Error(500, code, "잠시 후 다시 시도하세요.");
        if (!TryRead(body, out var grantType, out var appKey, out var secret)) return ApprovalReply.Error(403, "EGW00101", "유효하지 않은 요청입니다.");
        if (grantType != "client_credentials") return ApprovalReply.Error(403, "EGW00101", "유효하지 않은 요청입니다.");
        if (appKey.Length == 0 || !IsKnown(appKey, null)) return ApprovalReply.Error(403, "EGW00103", "유효하지 않은 AppKey입니다.");
        if (secret.Length == 0 || !IsKnown(appKey, secret)) return ApprovalReply.Error(403, "EGW00105", "유효하지 않은 AppSecret입니다.");
        if (_lastIssued.TryGetValue(appKey, out var last) && now - last < behaviour.ApprovalEvery)
            return ApprovalReply.Error(500, "EGW00201", "초당 거래건수를 초과하였습니다.");

        if (_lastIssued.Count >= MostKeys) _lastIssued.Clear();
        var isVoid = behaviour.FirstApprovalKeyIsVoid && !_lastIssued.ContainsKey(appKey);
        _lastIssued[appKey] = now;
        return ApprovalReply.Key(Issue(appKey, isVoid ? now : now + behaviour.ApprovalKeyLife));
    }

    private string Issue(string appKey, DateTimeOffset until)
    {
        const string hex = "0123456789abcdef";
        var key = string.Join('-', _dice.Text(8, hex), _dice.Text(4, hex), _dice.Text(4, hex), _dice.Text(4, hex), _dice.Text(12, hex));
        if (_byAge.Count >= MostKeys) _grants.Remove(_byAge.Dequeue());
        _byAge.Enqueue(key);
        _grants[key] = new Grant(appKey, until);
        return key;
    }

    private bool IsKnown(string appKey, string? secret) =>
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
