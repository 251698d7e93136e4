using System.Text;

namespace OptionAuctions.Market.Tests;

/// <summary>Master files: the one that is shipped, and small ones.</summary>
internal static class Masters
{
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    public static string ShippedFile { get; } = Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst");

    public static InstrumentList Shipped { get; } = InstrumentList.Load(ShippedFile);

    /// <summary>The list of a file with these lines, made at a time.</summary>
    public static InstrumentList Of(DateTimeOffset? madeAt, params string[] lines) =>
        InstrumentList.Of(MasterFile.Read(Korean.GetBytes(string.Join('\n', lines))), madeAt);

    /// <summary>A line: kind C or P, code, month, strike, moneyness.</summary>
    public static string Line(char kind, string code, int month, int strike, int moneyness, int multiplier = 10) => FormattableString.Invariant(
        $"{(kind == 'C' ? 5 : 6)}|{code}|KR4{code}|카카오 {kind} {month} {strike:#,##0}({multiplier,4})|{moneyness}|{strike}|1|035720|카카오");
}
