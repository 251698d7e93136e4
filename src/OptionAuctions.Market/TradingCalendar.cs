using OptionAuctions.Market;

namespace OptionAuctions;

/// <summary>
/// The timetable of Korean single-stock options: trading days, last trading days, and the state of the session at any moment.
/// It holds what was planned when its files were written. A halt, an extended call or a holiday declared since is not in it.
/// </summary>
/// <remarks>
/// All times are KST, whatever the host's time zone and culture. Sources and doubts are in the files, <c>config/calendar</c>.
/// </remarks>
public sealed class TradingCalendar
{
    private const int WarningDays = 30;
    private static readonly TimeSpan LateRecords = TimeSpan.FromMinutes(2); // for which records may come after the end of a session
    private static readonly Lazy<TradingCalendar> Shipped = new(() => Of(CalendarFiles.Embedded()));

    private readonly TradingDays _days;
    private readonly DayHours _usual;
    private readonly Dictionary<int, DayHours> _shifted; // by day number

    private TradingCalendar(TradingDays days, DayHours usual, Dictionary<int, DayHours> shifted) =>
        (_days, _usual, _shifted) = (days, usual, shifted);

    /// <summary>The shipped calendar: the files of <c>config/calendar</c> at the time of the build.</summary>
    public static TradingCalendar BuiltIn => Shipped.Value;

    /// <summary>The same days with the hours of stocks; this calendar itself when it is that.</summary>
    public TradingCalendar Stocks
    {
        get => field ?? this;
        private init;
    }

    /// <summary>First day that the files cover, a 1 January. Before it weekdays are trading days with the usual hours.</summary>
    public DateOnly From => _days.From;

    /// <summary>Last day that the files cover, a 31 December. After it weekdays are trading days with the usual hours.</summary>
    public DateOnly Through => _days.Through;

    /// <summary>
    /// Reads <c>holidays.txt</c>, <c>late-starts.txt</c>, <c>expiries.txt</c> and <c>sessions.txt</c> of a folder, and <c>stock-sessions.txt</c> where there is one.
    /// </summary>
    /// <exception cref="CalendarException">One of them is missing or wrong.</exception>
    public static TradingCalendar Load(string folder) => Of(CalendarFiles.In(folder));

    internal static TradingCalendar Of(CalendarFiles files)
    {
        var usual = SessionText.Read(files.Sessions);
        var days = TradingDays.Read(files.Holidays, files.Expiries);
        var ofStocks = SessionText.Read(files.StockSessions);
        return new TradingCalendar(days, usual, LateStartText.Read(files.LateStarts, days, usual))
        {
            Stocks = new TradingCalendar(days, ofStocks, LateStartText.Read(files.LateStarts, days, ofStocks)),
        };
    }

    /// <summary>Decides whether the exchange is open on a day.</summary>
    public bool IsTradingDay(DateOnly day) => _days.IsTradingDay(day);

    /// <summary>Returns the last trading day of a month's series: the second Thursday, or the trading day before it when that is a holiday.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public DateOnly ExpiryOf(int year, int month) => _days.ExpiryOf(year, month);

    /// <summary>Returns the last trading day of a series, monthly or weekly: that of <see cref="ListedSeries.LastTradingDay"/> moved off a holiday.</summary>
    /// <param name="series">The series.</param>
    public DateOnly ExpiryOf(ListedSeries series) => _days.ExpiryOf(series);

    /// <summary>Returns a sentence for the log when the calendar has run out or will within thirty days; otherwise <see langword="null"/>.</summary>
    /// <param name="today">The day, KST.</param>
    public string? WarningOn(DateOnly today) => (Through.DayNumber - today.DayNumber) switch
    {
        < 0 => $"the trading calendar ran out on {CalendarText.Of(Through)}: every weekday counts as a trading day with the usual hours",
        <= WarningDays => $"the trading calendar runs out on {CalendarText.Of(Through)}: "
            + "put the holidays, late starts and expiry days of the next year into its files",
        _ => null,
    };

    /// <summary>Returns the segment that contains a moment. Segments follow each other without holes; a closed one ends at midnight.</summary>
    /// <param name="moment">The moment, in any offset.</param>
    /// <param name="lastTradingDay">
    /// The last trading day of the series: it has hours of its own, and after it the series is closed forever. <see langword="null"/> when it is
    /// unknown: then each day is an ordinary one.
    /// </param>
    public SessionSegment SegmentAt(DateTimeOffset moment, DateOnly? lastTradingDay)
    {
        var day = DayOf(moment);
        return HoursOf(day, lastTradingDay).SegmentAt(day, moment);
    }

    /// <summary>Returns since when the exchange has been publishing expected executions without a break; <see langword="null"/> while it does not.</summary>
    /// <param name="moment">The moment, in any offset.</param>
    /// <param name="lastTradingDay">As for <see cref="SegmentAt"/>.</param>
    public DateTimeOffset? PublishedSince(DateTimeOffset moment, DateOnly? lastTradingDay)
    {
        DateTimeOffset? since = null;
        var segment = SegmentAt(moment, lastTradingDay);
        while (segment.State.Phase is AuctionPhase.Indicative or AuctionPhase.NoCancel) // the exchange also publishes in the minute without cancelling
        {
            since = segment.From;
            segment = SegmentAt(segment.From.AddTicks(-1), lastTradingDay);
        }

        return since;
    }

    /// <summary>
    /// Returns the next moment at which the session state should be checked: each minute from the begin of the session until two minutes after its end,
    /// for records that come late; then the begin of the next session.
    /// </summary>
    /// <param name="now">The moment, in any offset.</param>
    /// <returns>A later moment, KST. Windows and shifts are whole minutes, so that no change of state falls between two checks.</returns>
    public DateTimeOffset NextTickAfter(DateTimeOffset now)
    {
        var day = DayOf(now);
        if (IsTradingDay(day))
        {
            var begin = BeginOf(day);
            if (now < begin) return begin;
            if (now < At(day, HoursOn(day).Normal.End) + LateRecords) return NextMinute(now);
        }

        return BeginOf(_days.After(day));
    }

    /// <summary>Returns the begin of the next session; <see langword="null"/> while one is open, until two minutes after its end.</summary>
    /// <param name="now">The moment, in any offset.</param>
    public DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        var tick = NextTickAfter(now);
        return tick - now > TimeSpan.FromMinutes(1) ? tick : null;
    }

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(MarketTime.Offset).DateTime);

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, MarketTime.Offset);

    private static DateTimeOffset NextMinute(DateTimeOffset now)
    {
        var local = now.ToOffset(MarketTime.Offset);
        return local.AddTicks(TimeSpan.TicksPerMinute - (local.Ticks % TimeSpan.TicksPerMinute));
    }

    private DateTimeOffset BeginOf(DateOnly tradingDay) => At(tradingDay, HoursOn(tradingDay).Normal.Begin);

    private DayHours HoursOn(DateOnly day) => _shifted.TryGetValue(day.DayNumber, out var hours) ? hours : _usual;

    private SessionHours HoursOf(DateOnly day, DateOnly? lastTradingDay)
    {
        if (!IsTradingDay(day) || day > lastTradingDay) return SessionHours.None;
        var hours = HoursOn(day);
        return day == lastTradingDay ? hours.LastDay : hours.Normal;
    }
}
