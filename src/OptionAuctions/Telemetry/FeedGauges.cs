using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OptionAuctions.Telemetry;

/// <summary>
/// The gauges of a feed: the values of this moment. Their owners replace a snapshot when it changes, so that a collector waits for no actor. Safe from
/// any thread.
/// </summary>
internal sealed class FeedGauges
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<int, SessionSnapshot> _sessions = new(); // by app key
    private readonly ConcurrentDictionary<(int AppKey, string What), Func<int?>> _dialsLeft = new();
    private volatile Func<DateTimeOffset?> _lastDataAt = () => null;
    private volatile int _deferred;
    private volatile bool _refusalAlarm;

    /// <summary>Adds the gauges to a meter.</summary>
    /// <param name="meter">The meter, which ends them.</param>
    /// <param name="time">Clock by which the age of the last data is measured.</param>
    public FeedGauges(Meter meter, TimeProvider time)
    {
        _time = time;
        Add("session.state", States, "1 for the state that the session of an app key is in, 0 for every other state");
        Add("slots.configured", () => Each(session => session.Configured), "registrations that a session is configured for");
        Add("slots.capacity", () => Each(session => session.Status.Capacity), "registrations that a session takes, fewer when the venue has refused one");
        Add("slots.held", () => Each(session => session.Status.Held), "registrations that are assigned to a session");
        Add("slots.active", () => Each(session => session.Status.Active), "registrations that the venue has acknowledged");
        Add("slots.refused", () => Each(session => session.Status.Refused), "registrations that the venue has refused");
        Add("registrations.deferred", () => [new Measurement<long>(_deferred)], "registrations without a slot in any session");
        Add("refusals.alarm", () => [new Measurement<long>(_refusalAlarm ? 1 : 0)], "1 while too large a share of what is received is refused");
        Add("dials.left", DialsLeft, "connections that may still be dialed now; none for a venue on this machine, which has no limit");
        meter.CreateObservableGauge("option_auctions.data.age", Age, "s", "since the last message with records, in any session; none before the first");

        void Add(string name, Func<IEnumerable<Measurement<long>>> observe, string description) =>
            meter.CreateObservableGauge($"option_auctions.{name}", observe, description: description);
    }

    /// <summary>By a session: what it is now.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="configured">Registrations that it is configured for.</param>
    public void SessionChanged(AppKeySessionStatus status, int configured) => _sessions[status.AppKey] = new SessionSnapshot(status, configured);

    /// <summary>By the supervisor: the number of registrations that have no slot now.</summary>
    public void DeferredChanged(int count) => _deferred = count;

    /// <summary>By the supervisor: whether too large a share is refused now.</summary>
    public void RefusalAlarmChanged(bool raised) => _refusalAlarm = raised;

    /// <summary>Sets what tells when records came last, KST; it is called from any thread, and must not wait.</summary>
    public void ReadLastDataAt(Func<DateTimeOffset?> read) => _lastDataAt = read;

    /// <summary>Sets what tells how many connections an app key may still dial; it is called from any thread, and must not wait.</summary>
    /// <param name="appKey">Index of the app key.</param>
    /// <param name="what">The name of the connections.</param>
    /// <param name="read">The number; <see langword="null"/> where there is no limit.</param>
    public void ReadDialsLeft(int appKey, string what, Func<int?> read) => _dialsLeft[(appKey, what)] = read;

    private IEnumerable<Measurement<long>> States() => _sessions.Values.SelectMany(session => Enum.GetValues<AppKeySessionState>().Select(
        state => new Measurement<long>(state == session.Status.State ? 1 : 0, AppKey(session.Status.AppKey), Tag("state", state.ToString()))));

    private IEnumerable<Measurement<long>> Each(Func<SessionSnapshot, int> value) =>
        _sessions.Values.Select(session => new Measurement<long>(value(session), AppKey(session.Status.AppKey)));

    private IEnumerable<Measurement<long>> DialsLeft()
    {
        foreach (var ((appKey, what), read) in _dialsLeft)
            if (read() is { } left) yield return new Measurement<long>(left, AppKey(appKey), Tag("what", what));
    }

    private IEnumerable<Measurement<double>> Age() => _lastDataAt() is { } at
        ? [new Measurement<double>(Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds))]
        : [];

    private static KeyValuePair<string, object?> AppKey(int index) => Tag("app_key", index);

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
