using System.Text;
using System.Text.Json;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Answers as the venue writes them.</summary>
internal static class AnswerText
{
    /// <summary>
    /// Successes and business errors name the pair; session and structure errors (<c>rt_cd</c> 9) say <c>(null)</c> and name nothing,
    /// as the venue does. A registration carries an AES key and IV although this data is plain text.
    /// </summary>
    public static byte[] Of(AnswerCode answer, string trId, string trKey, (string Iv, string Key)? output = null)
    {
        var named = answer.ResultCode != "9";
        var cipher = output is { } o ? $$""","output":{"iv":"{{o.Iv}}","key":"{{o.Key}}"}""" : "";
        return Encoding.UTF8.GetBytes(
            $$$"""{"header":{"tr_id":"{{{(named ? Escaped(trId) : "(null)")}}}","tr_key":"{{{(named ? Escaped(trKey) : "")}}}","encrypt":"N"},"body":{"rt_cd":"{{{answer.ResultCode}}}","msg_cd":"{{{answer.MessageCode}}}","msg1":"{{{Escaped(answer.Text)}}}"{{{cipher}}}}}""");
    }

    private static string Escaped(string text) => JsonEncodedText.Encode(text).ToString();
}
