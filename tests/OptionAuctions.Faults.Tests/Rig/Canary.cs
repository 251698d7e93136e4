using System.Collections.Concurrent;
using OptionAuctions.Wire;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>Secrets of a run, looked for in everything that the run says.</summary>
internal sealed class Canary
{
    /// <summary>What a <see cref="HostileVenue"/> gives out.</summary>
    public const string ApprovalKey = "CANARY-APPROVAL-KEY-5e21";

    private readonly ConcurrentDictionary<string, string> _secrets = new() { [ApprovalKey] = "approval key" };

    /// <summary>Credentials that nobody else has.</summary>
    public AppKeyOptions Credentials(int line)
    {
        var (key, secret) = ($"CANARY-APP-KEY-{line}-7f3b", $"CANARY-APP-SECRET-{line}-91cd");
        (_secrets[key], _secrets[secret]) = ("app key", "app secret");
        return new AppKeyOptions { AppKey = new Secret(key), AppSecret = new Secret(secret) };
    }

    /// <summary>A key that the venue issued.</summary>
    public void Learn(string approvalKey) => _secrets[approvalKey] = "approval key";

    /// <summary>Which secret a text gives away; <see langword="null"/> for none.</summary>
    public string? In(string text) => _secrets.FirstOrDefault(s => text.Contains(s.Key, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>Overhears the approval keys that a venue issues, so that they can be looked for.</summary>
internal sealed class ApprovalTap(Canary canary, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var answer = ApprovalAnswer.Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (answer.Key is { } key) canary.Learn(key.Reveal());
        return response;
    }
}
