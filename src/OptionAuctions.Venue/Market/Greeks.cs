namespace OptionAuctions.Venue.Market;

/// <summary>The sensitivities of an option's value, by differences of the model's own values.</summary>
/// <param name="Delta">Won a won of the stock.</param>
/// <param name="Gamma">Change of delta a won of the stock.</param>
/// <param name="Vega">Won a percentage point of volatility.</param>
/// <param name="Theta">Won a day that passes.</param>
internal readonly record struct Greeks(double Delta, double Gamma, double Vega, double Theta)
{
    private const double Step = 0.001, Point = 0.01;

    public static Greeks Of(SeriesToday series, double spot)
    {
        var (step, here) = (Step * spot, series.Worth(spot));
        var (up, down) = (series.Worth(spot + step), series.Worth(spot - step));
        return new Greeks(
            (up - down) / (2 * step), (up - (2 * here) + down) / (step * step),
            series.Worth(spot, volatility: Point) - here, series.Worth(spot, days: 1) - here);
    }
}
