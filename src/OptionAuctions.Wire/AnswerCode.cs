using System.Collections.Frozen;

namespace OptionAuctions.Wire;

/// <summary>One entry of the venue's list of answer codes (<c>msg_cd</c>).</summary>
/// <param name="MessageCode">The code, <c>OPSP</c> and four digits.</param>
/// <param name="ResultCode">The <c>rt_cd</c> that comes with it: 0 success, 1 business error, 9 session or structure.</param>
/// <param name="Text">The text that comes with it, as far as it is fixed.</param>
/// <param name="Meaning">The meaning of the code.</param>
public sealed record AnswerCode(string MessageCode, string ResultCode, string Text, Answer Meaning)
{
    /// <summary>Every code of the venue's list. Source: official, relayed by two public libraries that agree.</summary>
    public static IReadOnlyList<AnswerCode> All { get; } =
    [
        new("OPSP0000", "0", "SUBSCRIBE SUCCESS", Answer.Registered),
        new("OPSP0001", "0", "UNSUBSCRIBE SUCCESS", Answer.Released),
        new("OPSP0002", "1", "ALREADY IN SUBSCRIBE", Answer.AlreadyRegistered),
        new("OPSP0003", "1", "UNSUBSCRIBE ERROR(not found!)", Answer.NotRegistered),
        new("OPSP0007", "1", "SUBSCRIBE INTERNAL ERROR", Answer.InternalError),
        new("OPSP0008", "1", "MAX SUBSCRIBE OVER", Answer.CapReached),
        new("OPSP0009", "1", "SUBSCRIBE ERROR : mci send failed", Answer.BackEndFailed),
        new("OPSP0010", "1", "SUBSCRIBE WARNING : invalid appkey", Answer.InvalidAppKey),
        new("OPSP0011", "1", "invalid approval : NOT FOUND", Answer.ApprovalNotFound),
        new("OPSP8991", "9", "JSON PARSING ERROR : invalid tr_id", Answer.InvalidTr),
        new("OPSP8992", "1", "SUBSCRIBE ERROR : invalid tr_key", Answer.InvalidCode),
        new("OPSP8993", "9", "JSON PARSING ERROR : invalid tr_key", Answer.BadRequest),
        new("OPSP8994", "9", "JSON PARSING ERROR : personalseckey not found", Answer.BadRequest),
        new("OPSP8995", "9", "JSON PARSING ERROR : appsecret not found", Answer.BadRequest),
        new("OPSP8996", "9", "ALREADY IN USE appkey", Answer.AlreadyInUse),
        new("OPSP8997", "9", "JSON PARSING ERROR : invalid tr_type", Answer.BadRequest),
        new("OPSP8998", "9", "JSON PARSING ERROR : invalid custtype", Answer.BadRequest),
        new("OPSP8999", "9", "resource not available(ALLOC_CALL_PARAM)", Answer.NoResource),
        new("OPSP9990", "9", "JSON PARSING ERROR : tr_key not found", Answer.BadRequest),
        new("OPSP9991", "9", "JSON PARSING ERROR : input not found", Answer.BadRequest),
        new("OPSP9992", "9", "JSON PARSING ERROR : body not found", Answer.BadRequest),
        new("OPSP9993", "9", "JSON PARSING ERROR : internal error", Answer.InternalError),
        new("OPSP9994", "9", "INVALID appkey", Answer.InvalidAppKey),
        new("OPSP9995", "9", "resource not available", Answer.NoResource),
        new("OPSP9996", "9", "JSON PARSING ERROR : appkey not found", Answer.BadRequest),
        new("OPSP9997", "9", "JSON PARSING ERROR : custtype not found", Answer.BadRequest),
        new("OPSP9998", "9", "JSON PARSING ERROR : header not found", Answer.BadRequest),
        new("OPSP9999", "9", "JSON PARSING ERROR : invalid json format", Answer.BadRequest),
    ];

    // The live venue writes the approval key itself behind it.
    private const string InvalidApproval = "invalidapproval:";

    private static readonly FrozenDictionary<string, AnswerCode> ByCode = All.ToFrozenDictionary(a => a.MessageCode);

    private static readonly FrozenDictionary<string, AnswerCode> ByText = All
        .Append(new("", "1", "invalid approval(appkey) : NOT FOUND", Answer.ApprovalNotFound)) // the list's spelling; the live venue's differs
        .ToFrozenDictionary(a => WithoutSpaces(a.Text), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Finds the meaning of a <c>msg_cd</c>. For a code that is not listed the text decides, since lists disagree over codes. Case
    /// and spaces of the text are ignored: the venue varies them.
    /// </summary>
    public static Answer MeaningOf(string messageCode, string text)
    {
        if (ByCode.TryGetValue(messageCode, out var known)) return known.Meaning;
        var compact = WithoutSpaces(text);
        return compact.StartsWith(InvalidApproval, StringComparison.OrdinalIgnoreCase)
            ? Answer.ApprovalNotFound
            : ByText.GetValueOrDefault(compact)?.Meaning ?? Answer.Unknown;
    }

    /// <summary>Returns the entry of a <c>msg_cd</c>.</summary>
    /// <exception cref="KeyNotFoundException">The code is not on the list.</exception>
    public static AnswerCode Of(string messageCode) => ByCode[messageCode];

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
