using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// A builder of data messages in the venue's format, <c>0|TR|count|record^record…</c>, from values or from raw text. It is immutable: each step
/// returns a new builder.
/// </summary>
public sealed record MessageBuilder
{
    /// <summary>The default previous close, won, against which expected executions and trades are measured.</summary>
    public const decimal UsualPreviousClose = 1180;

    private MessageBuilder(RecordLayout layout) => Layout = layout;

    /// <summary>An empty message of expected executions, <c>H0ZOANC0</c>.</summary>
    public static MessageBuilder ExpectedExecutions { get; } = new(RecordLayout.H0ZOANC0);

    /// <summary>An empty message of trades, <c>H0ZOCNT0</c>.</summary>
    public static MessageBuilder Trades { get; } = new(RecordLayout.H0ZOCNT0);

    private RecordLayout Layout { get; }

    private ImmutableList<string> Records { get; init; } = [];

    private string AppendedColumns { get; init; } = "";

    private int? AnnouncedCount { get; init; }

    /// <summary>Creates an expected execution whose change, sign and rate agree with its price, so that nothing is odd about it.</summary>
    /// <param name="code">The option.</param>
    /// <param name="time">The venue's time, KST, to the second.</param>
    /// <param name="won">Expected price, above 0; <see langword="null"/> when nothing would match.</param>
    /// <param name="previousClose">The previous close, won, above 0.</param>
    /// <param name="phase">The phase code.</param>
    public static ExpectedExecution ExpectedExecution(
        Instrument code, TimeOnly time, decimal? won, decimal previousClose = UsualPreviousClose, string phase = "311")
    {
        var (change, sign, rate) = Against.PreviousClose(won, previousClose);
        return new ExpectedExecution(code, time, won is { } price ? Won.Of(price) : Won.None, change, sign, rate, new PhaseCode(phase));
    }

    /// <summary>Adds an expected execution. Its fields are written as they are, odd or not.</summary>
    /// <exception cref="InvalidOperationException">This is a message of trades.</exception>
    public MessageBuilder With(in ExpectedExecution record) => WithRecord(RecordKind.ExpectedExecution, RecordText.Of(record));

    /// <summary>Adds an expected execution made by <see cref="ExpectedExecution"/>.</summary>
    /// <exception cref="InvalidOperationException">This is a message of trades.</exception>
    public MessageBuilder With(Instrument code, TimeOnly time, decimal? won, decimal previousClose = UsualPreviousClose, string phase = "311") =>
        With(ExpectedExecution(code, time, won, previousClose, phase));

    /// <summary>Adds a trade, in all 53 columns that the venue documents.</summary>
    /// <param name="trade">The known values of the trade.</param>
    /// <param name="previousClose">The previous close, won, above 0; change, sign and rate are calculated from it.</param>
    /// <exception cref="InvalidOperationException">This is a message of expected executions.</exception>
    public MessageBuilder With(in Trade trade, decimal previousClose = UsualPreviousClose) =>
        WithRecord(RecordKind.Trade, RecordText.Of(trade, previousClose));

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
