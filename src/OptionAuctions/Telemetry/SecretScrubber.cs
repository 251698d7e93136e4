using System.Text;
using System.Text.Json;
using OptionAuctions.Wire;

namespace OptionAuctions.Telemetry;

/// <summary>
/// Replaces the secrets of a feed by <c>***</c> in what leaves it: log lines, events, exceptions, bytes that are kept. It knows them by value: the app
/// keys, app secrets and approval keys in use, and former ones. Safe from any thread.
/// </summary>
internal sealed class SecretScrubber
{
    private const int Most = 256; // secrets; the one that was added first is forgotten first

    private readonly Lock _gate = new();
    private readonly List<Secret> _secrets = []; // in the order in which they were added last
    private Secret[] _spellings = []; // the longest first: a secret may begin with another

    /// <summary>Adds a secret. One that is empty is none.</summary>
    public void Add(Secret secret)
    {
        if (secret.IsEmpty) return;
        lock (_gate)
        {
            var isNew = !_secrets.Remove(secret);
            _secrets.Add(secret);
            if (_secrets.Count > Most) _secrets.RemoveAt(0);
            if (isNew) _spellings = [.. _secrets.SelectMany(SpellingsOf).DistinctBy(s => s.Reveal()).OrderByDescending(s => s.Reveal().Length)];
        }
    }

    /// <summary>Adds app keys and app secrets.</summary>
    /// <returns>This scrubber.</returns>
    public SecretScrubber With(params IEnumerable<AppKeyOptions> credentials)
    {
        foreach (var key in credentials)
        {
            Add(key.AppKey);
            Add(key.AppSecret);
        }

        return this;
    }

    /// <summary>Returns the text without secrets; see <see cref="Secret.Scrub"/>.</summary>
    public string Scrub(string text)
    {
        foreach (var spelling in Volatile.Read(ref _spellings)) text = spelling.Scrub(text);
        return text;
    }

    /// <summary>Returns bytes of the venue without secrets.</summary>
    public byte[] Scrub(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.Latin1.GetString(raw); // a character a byte, so that all others come back as they were
        return Encoding.Latin1.GetBytes(Scrub(text));
    }

    /// <summary>Returns an answer of the venue without secrets, in whatever member they are.</summary>
    public ControlMessage Scrub(ControlMessage message) => new(
        ScrubName(message.TrId), ScrubName(message.TrKey), ScrubName(message.ResultCode), ScrubName(message.MessageCode), Scrub(message.Text));

    /// <summary>Scrubs a member that names a TR, a code or an error: a short one is not cut off, and may end by chance as a secret begins.</summary>
    private string ScrubName(string name) => name.Length <= Instrument.MaxLength && !Volatile.Read(ref _spellings).Any(
        secret => secret.Reveal().Length > 0 && name.Contains(secret.Reveal(), StringComparison.OrdinalIgnoreCase)) ? name : Scrub(name);

    /// <summary>A secret as it is, as JSON escapes it in two manners, and as a URL does.</summary>
    private static IEnumerable<Secret> SpellingsOf(Secret secret)
    {
        var value = secret.Reveal();
        yield return secret;
        yield return new Secret(JsonEncodedText.Encode(value).ToString());
        yield return new Secret(value.Replace("/", "\\/", StringComparison.Ordinal));
        yield return new Secret(Uri.EscapeDataString(value));
    }
}
