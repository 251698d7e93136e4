using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue;

/// <summary>
/// A made-up listing, as it could be in November 2026: 32 underlyings, three months, eleven strikes around the money, calls and puts.
/// Names and symbols are the exchange's; prices, product ids and strikes are made up.
/// </summary>
public static class MadeUpListing
{
    private const int CentreSerial = 83, StrikesEachSide = 5, UsualMultiplier = 10;

    private static readonly DateOnly[] Months = [new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 1)];

    private static readonly bool[] Products = [true, false]; // call, put

    // product id, symbol, name, price in won
    private static readonly (string Id, string Symbol, string Name, int Price)[] Stocks =
    [
        ("11", "005930", "삼성전자", 160_000), ("50", "000660", "SK하이닉스", 812_000), ("16", "005380", "현대차", 268_500), ("39", "035720", "카카오", 61_300),
        ("BN", "035420", "NAVER", 254_000), ("12", "017670", "SK텔레콤", 54_800), ("13", "005490", "POSCO홀딩스", 312_500), ("14", "030200", "KT", 51_200),
        ("15", "015760", "한국전력", 43_150), ("18", "055550", "신한지주", 76_900), ("19", "000270", "기아", 117_400), ("20", "012330", "현대모비스", 301_000),
        ("22", "051910", "LG화학", 402_500), ("24", "066570", "LG전자", 91_700), ("26", "003490", "대한항공", 22_850), ("28", "086790", "하나금융지주", 93_600),
        ("29", "034220", "LG디스플레이", 13_420), ("30", "105560", "KB금융", 128_700), ("31", "006400", "삼성SDI", 318_000), ("33", "096770", "SK이노베이션", 119_800),
        ("35", "316140", "우리금융지주", 26_450), ("38", "009540", "HD한국조선해양", 421_000), ("41", "034020", "두산에너빌리티", 81_200), ("44", "033780", "KT&G", 142_300),
        ("47", "010140", "삼성중공업", 24_150), ("48", "000720", "현대건설", 66_400), ("BC", "207940", "삼성바이오로직스", 1_204_000), ("BG", "068270", "셀트리온", 187_600),
        ("BK", "373220", "LG에너지솔루션", 442_000), ("BR", "012450", "한화에어로스페이스", 968_000), ("BT", "247540", "에코프로비엠", 158_200), ("BV", "041510", "에스엠", 118_900),
    ];

    /// <summary>All series, by underlying, month, product and strike. The file under <c>config/</c> holds the same.</summary>
    public static IReadOnlyList<ListedSeries> All { get; } = [.. Stocks.SelectMany(Of)];

    private static IEnumerable<ListedSeries> Of((string Id, string Symbol, string Name, int Price) stock) =>
        from month in Enumerable.Range(0, Months.Length)
        from call in Products
        from steps in Enumerable.Range(-StrikesEachSide, (2 * StrikesEachSide) + 1)
        let centre = stock.Price / StrikeStep(stock.Price) * StrikeStep(stock.Price)
        let strike = centre + (steps * StrikeStep(stock.Price))
        let code = CodeOf(call, stock.Id, Months[month], CentreSerial + steps)
        select new ListedSeries(
            code, StandardCode.Of(code), call, new Underlying(stock.Id, stock.Symbol, stock.Name), Months[month], strike,
            UsualMultiplier, steps == 0 ? Moneyness.At : steps < 0 == call ? Moneyness.In : Moneyness.Out, month + 1);

    /// <summary>Builds a short code: product, underlying, year as 6 for 2026 and 7 for 2027, two digits of the month, serial of the strike.</summary>
    private static Instrument CodeOf(bool call, string id, DateOnly month, int serial) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{(call ? 'B' : 'C')}{id}{month.Year - 2020}{month:MM}{serial:000}"));

    private static int StrikeStep(int price) => price switch
    {
        < 20_000 => 500,
        < 50_000 => 1_000,
        < 100_000 => 2_000,
        < 200_000 => 5_000,
        < 500_000 => 10_000,
        < 1_000_000 => 20_000,
        _ => 50_000,
    };
}
