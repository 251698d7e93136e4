using System.Collections.Immutable;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// A script of one instrument's auction: what the venue sends of it, and when. Events are a second apart unless the script says otherwise. It is
/// immutable: each step returns a new script, and nothing happens until <see cref="AuctionHarness.PlayAsync"/>.
/// </summary>
/// <remarks>
/// Messages are of the TR that serves the instrument (<see cref="RecordLayout.For"/>); times and phase codes are those of its market. A stock's expected
/// executions hold its order book too.
/// </remarks>
public sealed record Auction
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private Auction(Instrument code, RecordLayout layout, decimal previousClose)
    {
        (Code, Layout, PreviousClose) = (code, layout, previousClose);
        Call = ScriptedCall.Of(CallKind.Opening, layout.Segment);
        CurrentPhase = Call.Running;
    }

    /// <summary>The instrument.</summary>
    public Instrument Code { get; }

    /// <summary>The previous close, won, against which changes and rates are measured, so that they agree with the price.</summary>
    public decimal PreviousClose { get; }

    internal ImmutableList<ScriptMoment> Moments { get; private init; } = [];

    private RecordLayout Layout { get; }

    private ScriptedCall Call { get; init; }

    private string CurrentPhase { get; init; }

    private RecordDetail? CurrentBook { get; init; }

    private TimeOnly LastAt { get; init; } = new(8, 40);

    private TimeOnly OpenedAt { get; init; } = new(8, 40);

    private TimeSpan NextAfter { get; init; } = Pace;

    private decimal? FirstTrade { get; init; }

    private TimeOnly NextAt => Later(LastAt, NextAfter);

    /// <summary>Creates an empty script that begins at 08:40 KST.</summary>
    /// <param name="code">The instrument, for example <c>B11612083</c>, <c>005930</c> or <c>A11610</c>.</param>
    /// <param name="previousClose">The previous close, won, above 0; <see langword="null"/>: <see cref="MessageBuilder.UsualPreviousCloseOf"/>.</param>
    /// <exception cref="FormatException">The text is not the code of an instrument.</exception>
    /// <exception cref="ArgumentException">No TR serves the instrument; the message says why.</exception>
    public static Auction Of(string code, decimal? previousClose = null) => Of(new Instrument(code), previousClose);

    /// <summary>Creates an empty script that begins at 08:40 KST.</summary>
    /// <param name="code">The instrument.</param>
    /// <param name="previousClose">The previous close, won, above 0; <see langword="null"/>: <see cref="MessageBuilder.UsualPreviousCloseOf"/>.</param>
    /// <exception cref="ArgumentException">No TR serves the instrument; the message says why.</exception>
    public static Auction Of(Instrument code, decimal? previousClose = null) => new(
        code, RecordLayout.For(code) ?? throw new ArgumentException(RecordLayout.WhyNone(code), nameof(code)),
        previousClose ?? MessageBuilder.UsualPreviousCloseOf(code));

    /// <summary>
    /// Begins a call: the opening call at 08:40, the closing call at 15:35, of a stock at 15:20, an intraday call at the time of the next event.
    /// </summary>
    public Auction Opens(CallKind call = CallKind.Opening)
    {
        var plan = ScriptedCall.Of(call, Layout.Segment);
        var at = plan.Opens ?? NextAt;
        return Add(at, ScriptEvent.Time) with { Call = plan, CurrentPhase = plan.Running, OpenedAt = at };
    }

    /// <summary>Adds an expected execution: the price at which the book would cross.</summary>
    /// <param name="won">The price, won, above 0, and on the tick grid unless the record is meant to be odd.</param>
    /// <param name="quantity">What would trade at the price; <see langword="null"/>: a plausible quantity, where the TR has one.</param>
    /// <exception cref="InvalidOperationException">A quantity was given, and the instrument's TR has none.</exception>
    public Auction Indicates(decimal won, long? quantity = null) => AddExpectedExecution(NextAt, won, CurrentPhase, quantity);

    /// <summary>Adds more expected executions, one a second.</summary>
    public Auction Then(params decimal[] won) => won.Aggregate(this, (script, price) => script.Indicates(price));

    /// <summary>Adds an expected execution without a price: nothing would match.</summary>
    public Auction NothingMatches() => AddExpectedExecution(NextAt, null, CurrentPhase, quantity: null);

    /// <summary>
    /// Sets the order book that expected executions hold from here on. Without it, the best quotes are one step from the expected price.
    /// </summary>
    /// <param name="bid">Highest price bid, won, above 0.</param>
    /// <param name="ask">Lowest price asked, won, above 0.</param>
    /// <param name="bidQuantity">What is bid at that price.</param>
    /// <param name="askQuantity">What is asked at that price.</param>
    /// <param name="totalBid">What is bid at all prices; <see langword="null"/>: no more than at the best.</param>
    /// <param name="totalAsk">What is asked at all prices; <see langword="null"/>: no more than at the best.</param>
    /// <exception cref="InvalidOperationException">The instrument's TR has no order book; that of an option has a TR of its own, see <see cref="Book"/>.</exception>
    public Auction WithBook(decimal bid, decimal ask, long bidQuantity, long askQuantity, long? totalBid = null, long? totalAsk = null) =>
        UsualDetail.Has(Layout, RecordRole.Bid, RecordRole.Ask)
            ? this with { CurrentBook = BookOf(bid, ask, bidQuantity, askQuantity, totalBid, totalAsk) }
            : throw new InvalidOperationException($"{Layout.TrId}, the TR of {Code}, has no order book");

    /// <summary>Adds an order book that comes without an expected execution, as that of an option does.</summary>
    /// <inheritdoc cref="WithBook"/>
    /// <exception cref="InvalidOperationException">No TR has order books of the instrument alone: a stock's come with its expected executions.</exception>
    public Auction Book(decimal bid, decimal ask, long bidQuantity, long askQuantity, long? totalBid = null, long? totalAsk = null)
    {
        var (at, topic) = (NextAt, new Topic(Code, RecordKind.Book));
        if (RecordLayout.For(topic) is not { } layout) throw new InvalidOperationException(RecordLayout.WhyNone(topic));
        var book = BookOf(bid, ask, bidQuantity, askQuantity, totalBid, totalAsk);
        return Add(at, ScriptEvent.Message, MessageBuilder.Of(layout).WithBook(Code, at, book).ToBytes());
    }

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
    /// <param name="quantity">What traded at the price; <see langword="null"/>: a plausible quantity, where the TR has one.</param>
    /// <exception cref="InvalidOperationException">A quantity was given, and the instrument's TR has none.</exception>
    public Auction CrossesAt(decimal won, long? quantity = null)
    {
        var due = Call.Crosses ?? Later(OpenedAt, ScriptedCall.Lasts);
        return AddExpectedExecution(due > NextAt ? due : NextAt, won, Call.Ended, quantity) with { CurrentPhase = Call.Ended };
    }

    /// <summary>Adds a trade, whose opening price of the day is the price of the script's first trade.</summary>
    /// <param name="won">The price, won, above 0.</param>
    /// <exception cref="InvalidOperationException">No TR has trades of the instrument.</exception>
    public Auction Trades(decimal won)
    {
        var (at, first, topic) = (NextAt, FirstTrade ?? won, new Topic(Code, RecordKind.Trade));
        if (RecordLayout.For(topic) is not { } layout) throw new InvalidOperationException(RecordLayout.WhyNone(topic));
        var message = MessageBuilder.Of(layout).With(new Trade(Code, at, Won.Of(won), Won.Of(first)), PreviousClose).ToBytes();
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

    private static RecordDetail BookOf(decimal bid, decimal ask, long bidQuantity, long askQuantity, long? totalBid, long? totalAsk) => new()
    {
        Bid = Won.Of(bid), Ask = Won.Of(ask), BidQuantity = bidQuantity, AskQuantity = askQuantity,
        TotalBidQuantity = totalBid ?? bidQuantity, TotalAskQuantity = totalAsk ?? askQuantity,
    };

    private Auction AddExpectedExecution(TimeOnly at, decimal? won, string phase, long? quantity)
    {
        if (quantity is not null && !UsualDetail.Has(Layout, RecordRole.Quantity))
            throw new InvalidOperationException($"{Layout.TrId}, the TR of {Code}, has no quantity");
        var record = MessageBuilder.ExpectedExecution(Code, at, won, PreviousClose, phase);
        var usual = UsualDetail.Of(Layout, record.Price, quantity);
        var detail = CurrentBook is not { } book ? usual : book with
        {
            Quantity = usual.Quantity, ExpectedVolume = usual.ExpectedVolume, Volume = usual.Volume,
            OpenInterest = usual.OpenInterest, Volatility = usual.Volatility,
        };
        return Add(at, ScriptEvent.Message, MessageBuilder.Of(Layout).With(record, detail).ToBytes());
    }

    private Auction Add(TimeOnly at, ScriptEvent kind, byte[]? message = null) => at < LastAt
        ? throw new ArgumentException(FormattableString.Invariant($"the script is at {LastAt:HH:mm:ss} already, and {at:HH:mm:ss} is before that"))
        : this with { Moments = Moments.Add(new ScriptMoment(at, kind, message)), LastAt = at, NextAfter = Pace };
}
