namespace OptionAuctions.Wire.Tests;

/// <summary>
/// Records as the venue writes them: the examples of its pages for H0ZOCNT0 and H0ZOASP0, and records of H0STASP0 and H0STCNT0 that were received in session
/// (two stocks, 2025, and 2023-03-24). Of H0ZFANC0 and H0EUANC0 there is neither: theirs is the example of H0ZOANC0 with a quantity.
/// </summary>
internal static class DocumentedRecords
{
    public const string Forecast = "211V05059^084512^1060.00^-120.00^5^-10.17^311";

    public const string ForecastWithQuantity = $"{Forecast}^322";

    public const string OptionTrade =
        "211V05059^091940^1060.00^5^-120.00^-10.17^970.00^1140.00^970.00^6^563^5933200^35464.07^1134^-2^000000^2^90.00^000000^5^-80.00^000000^2^90.00^"
        + "0.43^0.00^0.00^1060.00^1.00^0.00^0.00^-4.06^20.58^0.31^-34404.07^0^-41735.93^0.26^74.84^-97.01^-76140.00^1100.00^1040.00^6^175^13^16^3^322^241^"
        + "241^184^12.33";

    public const string OptionBook =
        "211V05059^091509^1140.00^1160.00^1200.00^1300.00^1400.00^1120.00^1080.00^620.00^580.00^530.00^2^1^1^1^1^1^2^1^1^1^187^12^10^10^10^12^187^3^3^3^"
        + "9^6^241^208^0^0^1500.00^1520.00^1700.00^0.00^0.00^0.00^0.00^0.00^0.00^0.00^1^1^1^0^0^0^0^0^0^0^10^1^1^0^0^0^0^0^0^0";

    /// <summary>In session: no expected price, and a change from the whole previous close.</summary>
    public const string StockInSession =
        "005930^121548^0^54700^54800^54900^55000^55100^55200^55300^55400^55500^55600^54600^54500^54400^54300^54200^54100^54000^53900^53800^53700^450808^"
        + "101405^52096^74754^91020^91697^36988^71958^65876^44519^131108^415316^215834^176158^181603^170706^244750^119061^147291^135586^1081121^1937413^0^"
        + "0^0^0^289564^-54700^5^-100.00^4879902^-1^-19^0^0^0";

    /// <summary>The same record, as it would be in the opening call: phase B, expected price, quantity and volume.</summary>
    public const string StockInCall =
        "005930^085512^B^54700^54800^54900^55000^55100^55200^55300^55400^55500^55600^54600^54500^54400^54300^54200^54100^54000^53900^53800^53700^450808^"
        + "101405^52096^74754^91020^91697^36988^71958^65876^44519^131108^415316^215834^176158^181603^170706^244750^119061^147291^135586^1081121^1937413^0^"
        + "0^54600^289564^289564^-100^5^-0.18^0^-1^-19^0^0^0";

    public const string StockTrade =
        "005930^112616^62700^2^400^0.64^62700.41^62700^63000^62300^62700^62600^125^9694968^607878273600^25807^15918^-9889^93.01^4614191^4291558^1^0.45^"
        + "63.03^090013^3^0^090646^5^-300^100741^2^400^20230324^20^N^71292^244009^2795345^2044512^0.16^5367918^180.61^0^^62700";

    public static string Of(RecordLayout layout) => layout.TrId switch
    {
        "H0ZOANC0" => Forecast,
        "H0ZFANC0" or "H0EUANC0" => ForecastWithQuantity,
        "H0ZOCNT0" => OptionTrade,
        "H0ZOASP0" => OptionBook,
        "H0STASP0" => StockInCall,
        "H0STCNT0" => StockTrade,
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "no record of it is here"),
    };
}
