using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// Makes a data message as the venue writes it, <c>0|TR|count|record^record…</c>, from values or from text as it stands. Each step
/// gives a new builder.
/// </summary>
public sealed record FrameBuilder
{
    /// <summary>Previous close that forecasts and trades are measured against when none is given, won.</summary>
    public const decimal UsualPreviousClose = 1180;

    private FrameBuilder(RecordLayout layout) => Layout = layout;

    /// <summary>A message of expected executions, <c>H0ZOANC0</c>, without records yet.</summary>
    public static FrameBuilder Forecasts { get; } = new(RecordLayout.H0ZOANC0);

    /// <summary>A message of trades, <c>H0ZOCNT0</c>, without records yet.</summary>
    public static FrameBuilder Trades { get; } = new(RecordLayout.H0ZOCNT0);

    private RecordLayout Layout { get; }

    private ImmutableList<string> Records { get; init; } = [];

    private string Extra { get; init; } = "";

    private int? Announced { get; init; }

    /// <summary>A forecast whose change, sign and rate agree with its price, so that nothing is odd about it.</summary>
    /// <param name="code">The option.</param>
    /// <param name="time">The venue's time, KST, to the second.</param>
    /// <param name="won">Expected price, above 0; <see langword="null"/> when nothing would match.</param>
    /// <param name="previousClose">Won, above 0.</param>
    /// <param name="phase">The phase code.</param>
    public static ExpectedExecution Forecast(OptionCode code, TimeOnly time, decimal? won, decimal previousClose = UsualPreviousClose, string phase = "311")
    {
        var against = Against.PreviousClose(won, previousClose);
        return new ExpectedExecution(code, time, won is { } price ? Won.Of(price) : Won.None, against.Change, against.Sign, against.Rate, new PhaseCode(phase));
    }

    /// <summary>One more forecast. What it says of itself is written as it is, odd or not.</summary>
    /// <exception cref="InvalidOperationException">The message is one of trades.</exception>
    public FrameBuilder With(in ExpectedExecution record) => Of(RecordKind.ExpectedExecution, RecordText.Of(record));

    /// <summary>One more forecast, from <see cref="Forecast"/>.</summary>
    /// <exception cref="InvalidOperationException">The message is one of trades.</exception>
    public FrameBuilder With(OptionCode code, TimeOnly time, decimal? won, decimal previousClose = UsualPreviousClose, string phase = "311") =>
        With(Forecast(code, time, won, previousClose, phase));

    /// <summary>One more trade, in all 53 columns that the venue documents.</summary>
    /// <param name="trade">What is known of it.</param>
    /// <param name="previousClose">Won, above 0; gives change, sign and rate.</param>
    /// <exception cref="InvalidOperationException">The message is one of forecasts.</exception>
    public FrameBuilder With(in Trade trade, decimal previousClose = UsualPreviousClose) => Of(RecordKind.Trade, RecordText.Of(trade, previousClose));

    /// <summary>One more record as it stands, columns parted by <c>^</c>: whatever a venue might send.</summary>
    public FrameBuilder WithText(string record) => this with { Records = Records.Add(record) };

    /// <summary>Columns behind those of each record, as the venue appends them without notice.</summary>
    public FrameBuilder Appending(params string[] columns) => this with { Extra = Extra + string.Concat(columns.Select(column => $"^{column}")) };

    /// <summary>The count in the envelope, true or not; without it, it is the records'.</summary>
    public FrameBuilder Announcing(int records) => this with { Announced = records };

    /// <summary>The message.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The message as text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"0|{Layout.TrId}|{Announced ?? Records.Count:000}|{string.Join('^', Records.Select(record => record + Extra))}");

    private FrameBuilder Of(RecordKind kind, string record) => Layout.Kind == kind
        ? WithText(record)
        : throw new InvalidOperationException($"a message holds records of one TR, and this one is of {Layout.TrId}");
}
