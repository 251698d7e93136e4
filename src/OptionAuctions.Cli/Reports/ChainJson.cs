using System.Globalization;
using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>The JSON form of a chain: spot, both forwards, and for each strike that is followed price, volatility and greeks, or why there are none.</summary>
internal static class ChainJson
{
    public static JsonLine Write(JsonLine json, ChainView view) => json
        .Text("underlying", view.Chain.Underlying)
        .Text("expiry", view.Chain.Expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .Moment("at", view.AsOf)
        .Object("spot", spot => Given(spot, view.Spot))
        .Object("forward", forward => forward
            .Object("parity", parity => Answer(parity, "price", view.Forwards.Parity, 2))
            .Object("future", future => Given(future, view.Future).TextOrNull("code", view.Chain.Future.IsNone ? null : view.Chain.Future.ToString()))
            .Number("difference", view.Forwards.Difference.Value, 2).Number("differencePercent", view.Forwards.DifferencePercent.Value, 4))
        .Object("straddle", straddle => Answer(
            straddle.Number("strike", view.Straddle.Strike, 2).Number("perContract", view.Straddle.PerContract.Value, 0), "price", view.Straddle.PerShare, 2))
        .Objects("strikes", view.Rows.Where(row => row.IsFollowed), (strike, row) => strike
            .Number("strike", row.Strike, 2)
            .Object("call", side => Side(side, row.Call, row.CallAnswer)).Object("put", side => Side(side, row.Put, row.PutAnswer)));

    private static JsonLine Side(JsonLine json, IndicativeQuote quote, OptionAnswer answer)
    {
        var greeks = answer.PerShare;
        return json
            .Number("price", quote.Last, 2).Number("volatility", answer.Volatility.PerYear, 6).Number("delta", greeks?.Delta, 6)
            .Number("gamma", greeks?.Gamma, 10).Number("vega", greeks?.Vega, 4).Number("theta", greeks?.Theta, 4).Number("rho", greeks?.Rho, 4)
            .Number("multiplier", answer.Contract.Shares, 4).Number("moneyness", answer.Moneyness.Value, 6)
            .Count("ageMs", (long?)answer.Inputs.Oldest?.TotalMilliseconds).Flag("stale", answer.IsStale || quote.IsStale)
            .TextOrNull("why", Why(quote, answer));
    }

    private static string? Why(IndicativeQuote quote, OptionAnswer answer) => answer.Reason switch
    {
        NoAnswer.None => null,
        _ when quote.Last is null => "NoPrice",
        NoAnswer.NoVolatility => answer.Volatility.Reason.ToString(),
        var reason => reason.ToString(),
    };

    private static JsonLine Given(JsonLine json, PriceAnswer given) => Answer(json, "price", given.Price, 2).TextOrNull("source", given.Source);

    private static JsonLine Answer(JsonLine json, string name, Answer answer, int decimals) => json
        .Number(name, answer.Value, decimals).Count("ageMs", (long?)answer.Inputs.Oldest?.TotalMilliseconds).Flag("stale", answer.IsStale)
        .TextOrNull("why", answer.Value is null ? answer.Reason.ToString() : null);
}
