using static OptionAuctions.Wire.RecordRole;

namespace OptionAuctions.Wire;

/// <content>The TRs of the venue that are served.</content>
public sealed partial class RecordLayout
{
    /// <summary>Expected execution of single-stock options (주식옵션 실시간예상체결), portal number 046.</summary>
    public static RecordLayout H0ZOANC0 { get; } = new(
        RecordKind.ExpectedExecution, "H0ZOANC0", KeyRule.Option, width: 7,
        Indicative("OPTN_SHRN_ISCD"));

    /// <summary>Expected execution of single-stock futures (주식선물 실시간예상체결), portal number 031: as <see cref="H0ZOANC0"/>, with the quantity.</summary>
    public static RecordLayout H0ZFANC0 { get; } = new(
        RecordKind.ExpectedExecution, "H0ZFANC0", KeyRule.Future, width: 8,
        [.. Indicative("FUTS_SHRN_ISCD"), FieldSpec.Of(8, Quantity, "ANTC_CNQN", 8)]) { Ticks = TickGrid.Stocks };

    /// <summary>
    /// Expected execution of index options at night (KRX야간옵션 실시간예상체결), portal number 034. Its keys look like those of other options, so that it is
    /// registered only where it is asked for by name.
    /// </summary>
    public static RecordLayout H0EUANC0 { get; } = new(
        RecordKind.ExpectedExecution, "H0EUANC0", KeyRule.Named, width: 8,
        [.. Indicative("OPTN_SHRN_ISCD"), FieldSpec.Of(8, Quantity, "ANTC_CNQN", 8)]);

    /// <summary>
    /// Order book and expected execution of stocks (국내주식 실시간호가), portal number 004. 59 columns are documented, and 63 were seen. Its phase is
    /// <c>HOUR_CLS_CODE</c>: 0 in session, A closing call, B opening call, C a call after nine (volatility interruption), D after hours.
    /// </summary>
    public static RecordLayout H0STASP0 { get; } = new(
        RecordKind.ExpectedExecution, "H0STASP0", KeyRule.Stock, width: 59,
        FieldSpec.Of(1, Code, "MKSC_SHRN_ISCD", 9),
        FieldSpec.Of(2, Time, "BSOP_HOUR", 6),
        FieldSpec.Of(3, Phase, "HOUR_CLS_CODE", 1),
        FieldSpec.Of(4, Ask, "ASKP1", 4),
        FieldSpec.Of(14, Bid, "BIDP1", 4),
        FieldSpec.Of(24, AskQuantity, "ASKP_RSQN1", 8),
        FieldSpec.Of(34, BidQuantity, "BIDP_RSQN1", 8),
        FieldSpec.Of(44, TotalAskQuantity, "TOTAL_ASKP_RSQN", 8),
        FieldSpec.Of(45, TotalBidQuantity, "TOTAL_BIDP_RSQN", 8),
        FieldSpec.Of(48, Price, "ANTC_CNPR", 4),
        FieldSpec.Of(49, Quantity, "ANTC_CNQN", 8),
        FieldSpec.Of(50, ExpectedVolume, "ANTC_VOL", 8),
        FieldSpec.Of(51, Change, "ANTC_CNTG_VRSS", 4),
        FieldSpec.Of(52, Sign, "ANTC_CNTG_VRSS_SIGN", 1),
        FieldSpec.Of(53, Rate, "ANTC_CNTG_PRDY_CTRT", 8),
        FieldSpec.Of(54, Volume, "ACML_VOL", 8))
    {
        Segment = MarketSegment.Stocks,
        Ticks = TickGrid.Stocks,
        IsOnPaper = true,
    };

    /// <summary>Trades of single-stock options (주식옵션 실시간체결가), portal number 044. The sign stands before the change, unlike in expected executions.</summary>
    public static RecordLayout H0ZOCNT0 { get; } = new(
        RecordKind.Trade, "H0ZOCNT0", KeyRule.Option, width: 53,
        FieldSpec.Of(1, Code, "OPTN_SHRN_ISCD", 9),
        FieldSpec.Of(2, Time, "BSOP_HOUR", 6, "time of the trade"),
        FieldSpec.Of(3, Price, "OPTN_PRPR", 8, "price"),
        FieldSpec.Of(4, Sign, "PRDY_VRSS_SIGN", 1),
        FieldSpec.Of(5, Change, "OPTN_PRDY_VRSS", 8),
        FieldSpec.Of(6, Rate, "PRDY_CTRT", 8),
        FieldSpec.Of(7, OpeningPrice, "OPTN_OPRC", 8),
        FieldSpec.Of(10, Quantity, "LAST_CNQN", 8, "quantity of the trade"),
        FieldSpec.Of(11, Volume, "ACML_VOL", 8),
        FieldSpec.Of(14, OpenInterest, "HTS_OTST_STPL_QTY", 8),
        FieldSpec.Of(34, Volatility, "HTS_INTS_VLTL", 8),
        FieldSpec.Of(42, Ask, "OPTN_ASKP1", 8),
        FieldSpec.Of(43, Bid, "OPTN_BIDP1", 8),
        FieldSpec.Of(44, AskQuantity, "ASKP_RSQN1", 8),
        FieldSpec.Of(45, BidQuantity, "BIDP_RSQN1", 8),
        FieldSpec.Of(51, TotalAskQuantity, "TOTAL_ASKP_RSQN", 8),
        FieldSpec.Of(52, TotalBidQuantity, "TOTAL_BIDP_RSQN", 8));

    /// <summary>Order book of single-stock options (주식옵션 실시간호가), portal number 045. Its levels six to ten stand behind the totals.</summary>
    public static RecordLayout H0ZOASP0 { get; } = new(
        RecordKind.Book, "H0ZOASP0", KeyRule.Option, width: 68,
        FieldSpec.Of(1, Code, "OPTN_SHRN_ISCD", 9),
        FieldSpec.Of(2, Time, "BSOP_HOUR", 6),
        FieldSpec.Of(3, Ask, "OPTN_ASKP1", 8),
        FieldSpec.Of(8, Bid, "OPTN_BIDP1", 8),
        FieldSpec.Of(23, AskQuantity, "ASKP_RSQN1", 8),
        FieldSpec.Of(28, BidQuantity, "BIDP_RSQN1", 8),
        FieldSpec.Of(35, TotalAskQuantity, "TOTAL_ASKP_RSQN", 8),
        FieldSpec.Of(36, TotalBidQuantity, "TOTAL_BIDP_RSQN", 8));

    /// <summary>Trades of stocks on the Korea Exchange (국내주식 실시간체결가), portal number 003. 46 columns are documented, and 47 were seen.</summary>
    public static RecordLayout H0STCNT0 { get; } = new(
        RecordKind.Trade, "H0STCNT0", KeyRule.Stock, width: 46,
        FieldSpec.Of(1, Code, "MKSC_SHRN_ISCD", 9),
        FieldSpec.Of(2, Time, "STCK_CNTG_HOUR", 6, "time of the trade"),
        FieldSpec.Of(3, Price, "STCK_PRPR", 4, "price"),
        FieldSpec.Of(4, Sign, "PRDY_VRSS_SIGN", 1),
        FieldSpec.Of(5, Change, "PRDY_VRSS", 4),
        FieldSpec.Of(6, Rate, "PRDY_CTRT", 8),
        FieldSpec.Of(8, OpeningPrice, "STCK_OPRC", 4),
        FieldSpec.Of(11, Ask, "ASKP1", 4),
        FieldSpec.Of(12, Bid, "BIDP1", 4),
        FieldSpec.Of(13, Quantity, "CNTG_VOL", 8, "quantity of the trade"),
        FieldSpec.Of(14, Volume, "ACML_VOL", 8),
        FieldSpec.Of(37, AskQuantity, "ASKP_RSQN1", 8),
        FieldSpec.Of(38, BidQuantity, "BIDP_RSQN1", 8),
        FieldSpec.Of(39, TotalAskQuantity, "TOTAL_ASKP_RSQN", 8),
        FieldSpec.Of(40, TotalBidQuantity, "TOTAL_BIDP_RSQN", 8))
    {
        Segment = MarketSegment.Stocks,
        Ticks = TickGrid.Stocks,
        IsOnPaper = true,
    };

    // Declared after the layouts that it lists: static members are initialized in the order in which they are written. The feed's own TR first.
    private static readonly RecordLayout[] BuiltIn = [H0ZOANC0, H0ZOCNT0, H0STASP0, H0ZFANC0, H0ZOASP0, H0STCNT0, H0EUANC0];

    /// <summary>The seven columns with which the expected execution of each derivative begins.</summary>
    private static FieldSpec[] Indicative(string code) =>
    [
        FieldSpec.Of(1, Code, code, 9),
        FieldSpec.Of(2, Time, "BSOP_HOUR", 6, "time of the indicative price"),
        FieldSpec.Of(3, Price, "ANTC_CNPR", 8),
        FieldSpec.Of(4, Change, "ANTC_CNTG_VRSS", 8),
        FieldSpec.Of(5, Sign, "ANTC_CNTG_VRSS_SIGN", 1),
        FieldSpec.Of(6, Rate, "ANTC_CNTG_PRDY_CTRT", 8),
        FieldSpec.Of(7, Phase, "ANTC_MKOP_CLS_CODE", 3, "auction phase"),
    ];
}
