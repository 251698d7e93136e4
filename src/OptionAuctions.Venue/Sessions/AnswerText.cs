using System.Text;
using System.Text.Json;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Writes answers to requests as the venue does.</summary>
internal static class AnswerText
{
    /// <summary>
    /// Writes one answer. Successes and business errors name TR and code; session and structure errors (<c>rt_cd</c> 9) have <c>(null)</c>
    /// and name nothing, as at the venue. A successful registration carries an AES key and IV although this data is plain text.
    /// </summary>
    public static byte[] Of(AnswerCode answer, string trId, string trKey, (string Iv, string Key)? output = null)
    {
        var (id, key) = answer.ResultCode == "9" ? ("(null)", "") : (Escaped(trId), Escaped(trKey));
        var cipher = output is { } o ? $$""","output":{"iv":"{{o.Iv}}","key":"{{o.Key}}"}""" : "";
        return Encoding.UTF8.GetBytes(
            $$$"""{"header":{"tr_id":"{{{id}}}","tr_key":"{{{key}}}","encrypt":"N"},"body":"""
            + $$$"""{"rt_cd":"{{{answer.ResultCode}}}","msg_cd":"{{{answer.MessageCode}}}","msg1":"{{{Escaped(answer.Text)}}}"{{{cipher}}}}}""");
    }

    private static string Escaped(string text) => JsonEncodedText.Encode(text).ToString();
}
