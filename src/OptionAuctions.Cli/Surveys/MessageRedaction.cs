using System.Text;
using System.Text.RegularExpressions;
using OptionAuctions.Recording;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>
/// Takes secrets out of messages a second time, after the recorder: the cipher of an answer and what is named as a key by the names of the members, all else
/// that may be a key by its length. Records of a TR that is served are shown as they are, unless one of their columns looks like a key.
/// </summary>
internal static partial class MessageRedaction
{
    private const int ShortestToken = 20; // letters and digits

    /// <summary>Returns the bytes of a message that may be shown; of a text that is masked, its first 4,096.</summary>
    public static ReadOnlySpan<byte> Shown(in SurveyedMessage message)
    {
        if (IsMarketData(message)) return message.Bytes;
        var text = Encoding.Latin1.GetString(AnswerCipher.Mask(message.Bytes)); // a character a byte
        text = NamedSecret().Replace(text, "$1***");
        if (message.Control is { IsPingPong: false } control && RecordLayout.Named(control.TrId) is null) text = TrKey().Replace(text, "$1***");
        return SecretMask.Of(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Decides whether a message has nothing but the records of a TR that is served, with no column that looks like a key.</summary>
    public static bool IsMarketData(in SurveyedMessage message) => message.Envelope is { Flag: "0" } envelope && message.Source.Kind == MessageKind.Data
        && RecordLayout.Named(envelope.Tr) is not null && message.Head.Error != DecodeError.MergedMessages && !HasToken(message.Bytes);

    /// <summary>Returns an answer's own words without keys.</summary>
    public static string Text(ControlMessage answer) => AnswerCode.All.FirstOrDefault(known => known.MessageCode == answer.MessageCode)?.Text == answer.Text
        ? answer.Text
        : PrintableText.Of(SecretMask.Of(Encoding.UTF8.GetBytes($"{answer.Text} "))).TrimEnd();

    /// <summary>Decides whether there is a run of letters and digits that is as long as a key or a token.</summary>
    public static bool HasToken(ReadOnlySpan<byte> bytes)
    {
        var (run, digits, letters) = (0, 0, 0);
        foreach (var one in bytes)
        {
            var (isDigit, isLetter) = (char.IsAsciiDigit((char)one), char.IsAsciiLetter((char)one));
            (run, digits, letters) = isDigit || isLetter || one is (byte)'-' or (byte)'_' or (byte)'=' or (byte)'/' or (byte)'+'
                ? (run + 1, digits + (isDigit ? 1 : 0), letters + (isLetter ? 1 : 0))
                : (0, 0, 0);
            if (run >= ShortestToken && digits > 0 && letters > 0) return true;
        }

        return false;
    }

    /// <summary>A member whose name says that it is a secret. The key of a registration, <c>tr_key</c>, is a code.</summary>
    [GeneratedRegex(
        """("(?!tr_key")[^"]*(?:key|secret|token|passw|credential)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();

    /// <summary>The key of a registration, which is a user's name where the TR is one of notices.</summary>
    [GeneratedRegex("""("tr_key"\s*:\s*")(?:[^"\\]|\\.)*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrKey();
}
