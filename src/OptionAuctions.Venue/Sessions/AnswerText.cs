using System.Text;
using System.Text.Json;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Writes answers to requests as the venue does.</summary>
internal static class AnswerText
{
    /// <summary>
    /// Writes the answer to a request. Successes and business errors name TR and code; session and structure errors (<c>rt_cd</c> 9) have
    /// <c>(null)</c> and name nothing, as at the venue. A successful registration carries an AES key and IV although this data is plain text, and a
    /// refused approval key is echoed.
    /// </summary>
    public static byte[] Of(AnswerCode answer, Request request, (string Iv, string Key)? output = null)
    {
        var (id, key) = answer.ResultCode == "9" ? ("(null)", "") : (Escaped(request.TrId), Escaped(request.TrKey));
        var text = answer.Meaning == Answer.ApprovalNotFound ? $"invalid approval : {request.ApprovalKey.Reveal()}" : answer.Text;
        var encrypted = output is not null && KnownTrs.IsEncrypted(request.TrId) ? 'Y' : 'N';
        var cipher = output is { } o ? $$""","output":{"iv":"{{o.Iv}}","key":"{{o.Key}}"}""" : "";
        return Encoding.UTF8.GetBytes(
            $$$"""{"header":{"tr_id":"{{{id}}}","tr_key":"{{{key}}}","encrypt":"{{{encrypted}}}"},"body":"""
            + $$$"""{"rt_cd":"{{{answer.ResultCode}}}","msg_cd":"{{{answer.MessageCode}}}","msg1":"{{{Escaped(text)}}}"{{{cipher}}}}}""");
    }

    private static string Escaped(string text) => JsonEncodedText.Encode(text).ToString();
}
