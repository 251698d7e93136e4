using System.Collections.Immutable;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// The auction of one option as a script: what the venue sends of it, and when. Things happen a second apart unless the script says
/// otherwise; each step gives a new script, and nothing happens until <see cref="AuctionHarness.PlayAsync"/>.
/// </summary>
public sealed record Auction
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private Auction(OptionCode code, decimal previousClose) => (Code, PreviousClose) = (code, previousClose);

    /// <summary>The option.</summary>
    public OptionCode Code { get; }

    /// <summary>Won that changes and rates are measured against, so that they agree with the price.</summary>
    public decimal PreviousClose { get; }

    internal ImmutableList<ScriptMoment> Moments { get; private init; } = [];

    private ScriptedCall Call { get; init; } = ScriptedCall.Of(CallKind.Opening);

    private string PhaseNow { get; init; } = ScriptedCall.Of(CallKind.Opening).Running;

    private TimeOnly Last { get; init; } = new(8, 40);

    private TimeOnly Opened { get; init; } = new(8, 40);

    private TimeSpan Wait { get; init; } = Pace;

    private decimal? FirstTrade { get; init; }

    private TimeOnly Next => Later(Last, Wait);

    /// <summary>A script in which nothing happens yet. It stands at 08:40 KST.</summary>
    /// <param name="code">The option, for example <c>B11612083</c>.</param>
    /// <param name="previousClose">Won, above 0.</param>
    /// <exception cref="FormatException">The text is not an option code.</exception>
    public static Auction Of(string code, decimal previousClose = FrameBuilder.UsualPreviousClose) => Of(new OptionCode(code), previousClose);

    /// <summary>A script in which nothing happens yet. It stands at 08:40 KST.</summary>
    /// <param name="code">The option.</param>
    /// <param name="previousClose">Won, above 0.</param>
    public static Auction Of(OptionCode code, decimal previousClose = FrameBuilder.UsualPreviousClose) => new(code, previousClose);

    /// <summary>A call begins: the opening one at 08:40, the closing one at 15:35, one during the day whenever it is.</summary>
    public Auction Opens(CallKind call = CallKind.Opening)
    {
        var plan = ScriptedCall.Of(call);
        var at = plan.Opens ?? Next;
        return Add(at, ScriptEvent.Time) with { Call = plan, PhaseNow = plan.Running, Opened = at };
    }

    /// <summary>A forecast: the book would cross at so many won. Above 0, and on the grid of ticks unless it is to be odd.</summary>
    public Auction Indicates(decimal won) => Forecast(Next, won, PhaseNow);

    /// <summary>More forecasts, one a second.</summary>
    public Auction Then(params decimal[] won) => won.Aggregate(this, (script, price) => script.Indicates(price));

    /// <summary>A forecast that nothing would match.</summary>
    public Auction NothingMatches() => Forecast(Next, null, PhaseNow);

    /// <summary>The next thing happens so much after the last one. Several add up; at the end of a script it is time that passes.</summary>
    public Auction After(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return At(Later(Last, time));
    }

    /// <summary>The next thing happens at this time of day, KST.</summary>
    public Auction At(TimeOnly time) => Add(time, ScriptEvent.Time) with { Wait = TimeSpan.Zero };

    /// <summary>From here on forecasts bear this phase code; empty for none.</summary>
    public Auction Phase(string code) => this with { PhaseNow = new PhaseCode(code).Raw };

    /// <summary>The line is lost, of this code and of all others, and had again so much later.</summary>
    public Auction LosesLine(TimeSpan time)
    {
        var lost = Add(Next, ScriptEvent.LineLost);
        return lost.Add(Later(lost.Last, time), ScriptEvent.LineBack);
    }

    /// <summary>The call ends, on time or a second after the last forecast, and its last record says what the book crossed at.</summary>
    /// <param name="won">Above 0.</param>
    public Auction CrossesAt(decimal won)
    {
        var due = Call.Crosses ?? Later(Opened, ScriptedCall.Lasts);
        return Forecast(due > Next ? due : Next, won, Call.Ended) with { PhaseNow = Call.Ended };
    }

    /// <summary>A trade. It bears the price of the script's first trade as the day's opening price.</summary>
    /// <param name="won">Above 0.</param>
    public Auction Trades(decimal won)
    {
        var (at, first) = (Next, FirstTrade ?? won);
        var message = FrameBuilder.Trades.With(new Trade(Code, at, Won.Of(won), Won.Of(first)), PreviousClose).ToBytes();
        return Add(at, ScriptEvent.Message, message) with { FirstTrade = first };
    }

    /// <summary>The same auction from here on: what was written so far is not played again.</summary>
    public Auction Continues() => this with { Moments = [] };

    /// <summary>What happens, line by line.</summary>
    public override string ToString() => string.Join('\n', Moments);

    private static TimeOnly Later(TimeOnly time, TimeSpan wait)
    {
        var later = time.Add(wait, out var days);
        return days == 0 ? later : throw new ArgumentOutOfRangeException(nameof(wait), wait, "a script is of one day");
    }

    private Auction Forecast(TimeOnly at, decimal? won, string phase) =>
        Add(at, ScriptEvent.Message, FrameBuilder.Forecasts.With(Code, at, won, PreviousClose, phase).ToBytes());

    private Auction Add(TimeOnly at, ScriptEvent what, byte[]? message = null) => at < Last
        ? throw new ArgumentException($"the script has come to {Last:HH:mm:ss}, and {at:HH:mm:ss} is before that")
        : this with { Moments = Moments.Add(new ScriptMoment(at, what, message)), Last = at, Wait = Pace };
}
