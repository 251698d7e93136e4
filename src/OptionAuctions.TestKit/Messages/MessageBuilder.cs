using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// A builder of data messages in the venue's format, <c>0|TR|count|record^record…</c>, from values or from raw text. It is immutable: each step
/// returns a new builder.
/// </summary>
/// <remarks>A record is written by the layout of the message's TR, so that a TR that a test adds by <see cref="RecordLayout.Add"/> is written too.</remarks>
public sealed record MessageBuilder
{
    /// <summary>The default previous close of options, won, against which expected executions and trades are measured.</summary>
    public const decimal UsualPreviousClose = 1180;

    /// <summary>The default previous close of stocks and futures, won.</summary>
    public const decimal UsualStockPreviousClose = 71_000;

    private MessageBuilder(RecordLayout layout) => Layout = layout;

    /// <summary>An empty message of expected executions of options, <c>H0ZOANC0</c>.</summary>
    public static MessageBuilder ExpectedExecutions { get; } = new(RecordLayout.H0ZOANC0);

    /// <summary>An empty message of trades of options, <c>H0ZOCNT0</c>.</summary>
    public static MessageBuilder Trades { get; } = new(RecordLayout.H0ZOCNT0);

    /// <summary>An empty message of order books of options, <c>H0ZOASP0</c>.</summary>
    public static MessageBuilder Books { get; } = new(RecordLayout.H0ZOASP0);

    private RecordLayout Layout { get; }

    private ImmutableList<string> Records { get; init; } = [];

    private string AppendedColumns { get; init; } = "";

    private int? AnnouncedCount { get; init; }

    /// <summary>Creates an empty message of the TR from which a kind of record of an instrument comes.</summary>
    /// <param name="topic">The instrument, for its expected executions; or instrument and kind.</param>
    /// <exception cref="ArgumentException">No TR serves it; the message says why.</exception>
    public static MessageBuilder For(Topic topic) => new(RecordLayout.For(topic) ?? throw new ArgumentException(RecordLayout.WhyNone(topic), nameof(topic)));

    /// <summary>Creates an empty message of a TR.</summary>
    public static MessageBuilder Of(RecordLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return new MessageBuilder(layout);
    }

    /// <summary>Returns the previous close of an instrument for a test that does not say one: that of options, or of stocks and futures.</summary>
    public static decimal UsualPreviousCloseOf(Instrument code) => ReferenceEquals(RecordLayout.For(code)?.Ticks, TickGrid.Stocks)
        ? UsualStockPreviousClose
        : UsualPreviousClose;

    /// <summary>Creates an expected execution whose change, sign and rate agree with its price, so that nothing is odd about it.</summary>
    /// <param name="code">The instrument.</param>
    /// <param name="time">The venue's time, KST, to the second.</param>
    /// <param name="won">Expected price, above 0; <see langword="null"/> when nothing would match.</param>
    /// <param name="previousClose">The previous close, won, above 0; <see langword="null"/>: <see cref="UsualPreviousCloseOf"/>.</param>
    /// <param name="phase">The phase code; <see langword="null"/>: that of the opening call in the instrument's market.</param>
    public static ExpectedExecution ExpectedExecution(
        Instrument code, TimeOnly time, decimal? won, decimal? previousClose = null, string? phase = null)
    {
        var segment = RecordLayout.For(code)?.Segment ?? MarketSegment.Derivatives;
        var (change, sign, rate) = Against.PreviousClose(won, previousClose ?? UsualPreviousCloseOf(code), segment);
        phase ??= ScriptedCall.Of(CallKind.Opening, segment).Running;
        return new ExpectedExecution(code, time, won is { } price ? Won.Of(price) : Won.None, change, sign, rate, new PhaseCode(phase));
    }

    /// <summary>Adds an expected execution. Its fields are written as they are, odd or not.</summary>
    /// <param name="record">The expected execution.</param>
    /// <param name="detail">
    /// Its quantities and quotes, as far as the TR has columns for them, written as they are; <see langword="null"/>: plausible ones around its price.
    /// </param>
    /// <exception cref="InvalidOperationException">This is a message of another kind.</exception>
    public MessageBuilder With(in ExpectedExecution record, RecordDetail? detail = null) => WithRecord(
        RecordKind.ExpectedExecution, RecordText.Of(Layout, record, detail ?? UsualDetail.Of(Layout, record.Price, quantity: null)));

    /// <summary>Adds an expected execution made by <see cref="ExpectedExecution"/>.</summary>
    /// <param name="code">The instrument.</param>
    /// <param name="time">The venue's time, KST, to the second.</param>
    /// <param name="won">Expected price, above 0; <see langword="null"/> when nothing would match.</param>
    /// <param name="previousClose">The previous close, won, above 0; <see langword="null"/>: <see cref="UsualPreviousCloseOf"/>.</param>
    /// <param name="phase">The phase code; <see langword="null"/>: that of the opening call in the instrument's market.</param>
    /// <param name="quantity">What would trade at the price; <see langword="null"/>: a plausible quantity, where the TR has one.</param>
    /// <exception cref="InvalidOperationException">This is a message of another kind, or of a TR that has no quantity.</exception>
    public MessageBuilder With(
        Instrument code, TimeOnly time, decimal? won, decimal? previousClose = null, string? phase = null, long? quantity = null)
    {
        if (quantity is not null && !UsualDetail.Has(Layout, RecordRole.Quantity)) throw new InvalidOperationException($"{Layout.TrId} has no quantity");
        var record = ExpectedExecution(code, time, won, previousClose, phase);
        return With(record, UsualDetail.Of(Layout, record.Price, quantity));
    }

    /// <summary>Adds an order book, which comes without an expected price.</summary>
    /// <param name="code">The instrument.</param>
    /// <param name="time">The venue's time, KST, to the second.</param>
    /// <param name="book">Best quotes and totals, written as they are.</param>
    /// <exception cref="InvalidOperationException">This is a message of another kind.</exception>
    public MessageBuilder WithBook(Instrument code, TimeOnly time, RecordDetail book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return WithRecord(RecordKind.Book, RecordText.Of(Layout, code, time, book));
    }

    /// <summary>Adds a trade, in all columns that the venue documents.</summary>
    /// <param name="trade">The known values of the trade.</param>
    /// <param name="previousClose">
    /// The previous close, won, above 0, from which change, sign and rate are calculated; <see langword="null"/>: <see cref="UsualPreviousCloseOf"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">This is a message of another kind.</exception>
    public MessageBuilder With(in Trade trade, decimal? previousClose = null) =>
        WithRecord(RecordKind.Trade, RecordText.Of(Layout, trade, previousClose ?? UsualPreviousCloseOf(trade.Code)));

    /// <summary>Adds a record as raw text, its columns separated by <c>^</c>: whatever a venue might send.</summary>
    public MessageBuilder WithText(string record) => this with { Records = Records.Add(record) };

    /// <summary>Appends columns to each record of the message, as the venue does without notice.</summary>
    public MessageBuilder Appending(params string[] columns) =>
        this with { AppendedColumns = AppendedColumns + string.Concat(columns.Select(column => $"^{column}")) };

    /// <summary>Sets the count in the envelope, true or not. Default: the number of records.</summary>
    public MessageBuilder Announcing(int records) => this with { AnnouncedCount = records };

    /// <summary>Returns the message in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Returns the message as text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"0|{Layout.TrId}|{AnnouncedCount ?? Records.Count:000}|{string.Join('^', Records.Select(record => record + AppendedColumns))}");

    private MessageBuilder WithRecord(RecordKind kind, string record) => Layout.Kind == kind
        ? WithText(record)
        : throw new InvalidOperationException($"a message holds records of one TR, and this one is of {Layout.TrId}");
}
