namespace OptionAuctions;

/// <summary>The options of the market's reference data and of the alert for missing data. Section <c>OptionAuctions:Market</c>.</summary>
public sealed class MarketOptions
{
    /// <summary>Age of the master file, by its last write time, from which on a warning is given, 1 h to 365 days. None is made on weekends.</summary>
    public TimeSpan MasterFileMaxAge { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Folder with the trading calendar and the session windows. Empty: the shipped ones, which are built in.</summary>
    public string CalendarDirectory { get; set; } = "";

    /// <summary>File with the meanings of the venue's phase codes. Empty: the shipped one, which is built in.</summary>
    public string PhasesFile { get; set; } = "";

    /// <summary>File with the meanings of the phase codes of stocks. Empty: the shipped one, which is built in.</summary>
    public string StockPhasesFile { get; set; } = "";

    /// <summary>
    /// Time without a record after which an alert is raised while the exchange publishes by the calendar, 1 s to 1 h; the alert never reconnects. The
    /// same time makes the readiness check unhealthy.
    /// </summary>
    public TimeSpan DataStaleAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Share of the messages, or of the records, from which on their refusal is an alarm, 0.0001 to 1: the venue may have changed its format. Single ones
    /// never are. The alarm makes the readiness check degraded.
    /// </summary>
    public double RefusedShare { get; set; } = 0.01;

    /// <summary>A liquid code whose missing records alone raise that alert. Empty: the alert is raised when no code has records.</summary>
    public string CanaryCode { get; set; } = "";
}
