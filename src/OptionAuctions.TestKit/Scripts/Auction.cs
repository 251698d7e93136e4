using System.Collections.Immutable;

namespace OptionAuctions.TestKit;

/// <summary>
/// A script of one option's auction: what the venue sends of it, and when. Events are a second apart unless the script says otherwise. It is
/// immutable: each step returns a new script, and nothing happens until <see cref="AuctionHarness.PlayAsync"/>.
/// </summary>
public sealed record Auction
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private Auction(Instrument code, decimal previousClose) => (Code, PreviousClose) = (code, previousClose);

    /// <summary>The option.</summary>
    public Instrument Code { get; }

    /// <summary>The previous close, won, against which changes and rates are measured, so that they agree with the price.</summary>
    public decimal PreviousClose { get; }

    internal ImmutableList<ScriptMoment> Moments { get; private init; } = [];

    private ScriptedCall Call { get; init; } = ScriptedCall.Of(CallKind.Opening);

    private string CurrentPhase { get; init; } = ScriptedCall.Of(CallKind.Opening).Running;

    private TimeOnly LastAt { get; init; } = new(8, 40);

    private TimeOnly OpenedAt { get; init; } = new(8, 40);

    private TimeSpan NextAfter { get; init; } = Pace;

    private decimal? FirstTrade { get; init; }

    private TimeOnly NextAt => Later(LastAt, NextAfter);

    /// <summary>Creates an empty script that begins at 08:40 KST.</summary>
    /// <param name="code">The option, for example <c>B11612083</c>.</param>
    /// <param name="previousClose">The previous close, won, above 0.</param>
    /// <exception cref="FormatException">The text is not an option code.</exception>
    public static Auction Of(string code, decimal previousClose = MessageBuilder.UsualPreviousClose) => Of(new Instrument(code), previousClose);

    /// <summary>Creates an empty script that begins at 08:40 KST.</summary>
    /// <param name="code">The option.</param>
    /// <param name="previousClose">The previous close, won, above 0.</param>
    public static Auction Of(Instrument code, decimal previousClose = MessageBuilder.UsualPreviousClose) => new(code, previousClose);

    /// <summary>Begins a call: the opening call at 08:40, the closing call at 15:35, an intraday call at the time of the next event.</summary>
    public Auction Opens(CallKind call = CallKind.Opening)
    {
        var plan = ScriptedCall.Of(call);
        var at = plan.Opens ?? NextAt;
        return Add(at, ScriptEvent.Time) with { Call = plan, CurrentPhase = plan.Running, OpenedAt = at };
    }

    /// <summary>Adds an expected execution: the price at which the book would cross.</summary>
    /// <param name="won">The price, won, above 0, and on the tick grid unless the record is meant to be odd.</param>
    public Auction Indicates(decimal won) => AddExpectedExecution(NextAt, won, CurrentPhase);

    /// <summary>Adds more expected executions, one a second.</summary>
    public Auction Then(params decimal[] won) => won.Aggregate(this, (script, price) => script.Indicates(price));

    /// <summary>Adds an expected execution without a price: nothing would match.</summary>
    public Auction NothingMatches() => AddExpectedExecution(NextAt, null, CurrentPhase);

    /// <summary>Sets the time from the last event to the next one. Several calls add up; at the end of a script it is time that passes.</summary>
    public Auction After(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return At(Later(LastAt, time));
    }

    /// <summary>Sets the time of day of the next event, KST.</summary>
    public Auction At(TimeOnly time) => Add(time, ScriptEvent.Time) with { NextAfter = TimeSpan.Zero };

    /// <summary>Sets the phase code of the expected executions from here on; empty for none.</summary>
    public Auction Phase(string code) => this with { CurrentPhase = new PhaseCode(code).Raw };

    /// <summary>Loses the connection, which is that of all codes, and restores it after a time.</summary>
    public Auction LosesConnection(TimeSpan time)
    {
        var lost = Add(NextAt, ScriptEvent.ConnectionLost);
        return lost.Add(Later(lost.LastAt, time), ScriptEvent.ConnectionRestored);
    }

    /// <summary>Ends the call, on time or a second after the last expected execution, with a record of the price at which the book crossed.</summary>
    /// <param name="won">The price, won, above 0.</param>
    public Auction CrossesAt(decimal won)
    {
        var due = Call.Crosses ?? Later(OpenedAt, ScriptedCall.Lasts);
        return AddExpectedExecution(due > NextAt ? due : NextAt, won, Call.Ended) with { CurrentPhase = Call.Ended };
    }

    /// <summary>Adds a trade, whose opening price of the day is the price of the script's first trade.</summary>
    /// <param name="won">The price, won, above 0.</param>
    public Auction Trades(decimal won)
    {
        var (at, first) = (NextAt, FirstTrade ?? won);
        var message = MessageBuilder.Trades.With(new Trade(Code, at, Won.Of(won), Won.Of(first)), PreviousClose).ToBytes();
        return Add(at, ScriptEvent.Message, message) with { FirstTrade = first };
    }

    /// <summary>Returns the same auction from here on: the events so far are not played again.</summary>
    public Auction Continues() => this with { Moments = [] };

    /// <summary>Returns the events, one on each line.</summary>
    public override string ToString() => string.Join('\n', Moments);

    private static TimeOnly Later(TimeOnly time, TimeSpan wait)
    {
        var later = time.Add(wait, out var days);
        return days == 0 ? later : throw new ArgumentOutOfRangeException(nameof(wait), wait, "a script covers one day");
    }

    private Auction AddExpectedExecution(TimeOnly at, decimal? won, string phase) =>
        Add(at, ScriptEvent.Message, MessageBuilder.ExpectedExecutions.With(Code, at, won, PreviousClose, phase).ToBytes());

    private Auction Add(TimeOnly at, ScriptEvent kind, byte[]? message = null) => at < LastAt
        ? throw new ArgumentException(FormattableString.Invariant($"the script is at {LastAt:HH:mm:ss} already, and {at:HH:mm:ss} is before that"))
        : this with { Moments = Moments.Add(new ScriptMoment(at, kind, message)), LastAt = at, NextAfter = Pace };
}
