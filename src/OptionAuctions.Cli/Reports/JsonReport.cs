using System.Globalization;
using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>A report of one JSON object on each line, for other programs. The names of the members are a contract.</summary>
internal sealed class JsonReport(TextWriter output) : IReport
{
    private bool _ending;

    public void OnChange(in AuctionChanged change)
    {
        var (kind, state, conflated) = change;
        switch (kind)
        {
            case ChangeKind.Snapshot:
                Line("snapshot", json => Auction(json, state, conflated));
                break;
            case ChangeKind.Indication:
                Line("change", json => Auction(json, state, conflated));
                break;
            case ChangeKind.Gap:
                Line("gap", json => json.Text("code", state.Code.ToString())
                    .Moment("from", state.LastGap.From).Moment("to", state.LastGap.To).Text("reason", DisplayNames.Of(state.LastGap.Reason)));
                break;
            case ChangeKind.Stale:
                Line("stale", json => json.Text("code", state.Code.ToString()).Time("time", state.Latest.Time)
                    .Moment("since", state.GapSince).Text("reason", DisplayNames.Of(state.Stale)));
                break;
            case ChangeKind.Phase:
                Line("phase", json => Phase(json.Text("code", state.Code.ToString()).Time("time", state.Revision > 0 ? state.Latest.Time : null), state)
                    .Moment("since", state.Session.Since).Flag("byClock", state.Session.IsByClock));
                break;
            case ChangeKind.Disagreement:
                Line("disagreement", json => Phase(json.Text("code", state.Code.ToString()).Time("time", state.Latest.Time), state)
                    .Text("clock", DisplayNames.Of(state.Session.Clock.Phase)).Text("clockCall", DisplayNames.Of(state.Session.Clock.Call)));
                break;
            case ChangeKind.Final:
                Line("final", json => json.Text("code", state.Code.ToString()).Text("call", DisplayNames.Of(state.Session.Call))
                    .Number("price", state.FinalPrice.ToString()).Number("indication", state.Path.Last.ToString())
                    .Number("slippage", state.Slippage.ToString()));
                break;
        }
    }

    public void OnFeedEvent(IFeedEvent feedEvent)
    {
        switch (feedEvent)
        {
            case FeedOpened opened:
                Feed("opened", opened, json => json.Count("line", opened.AppKey).Count("epoch", opened.Epoch));
                break;
            case FeedLost lost:
                Feed("lost", lost, json =>
                {
                    json.Count("line", lost.AppKey).Count("epoch", lost.Epoch).Text("reason", lost.Reason);
                    if (_ending) json.Flag("ending", true);
                });
                break;
            case FeedResumed resumed:
                Feed("resumed", resumed, json => json.Count("line", resumed.AppKey).Count("epoch", resumed.Epoch));
                Line("gap", json => json.Moment("from", resumed.From).Moment("to", resumed.At).Text("reason", resumed.Reason));
                break;
            case FeedBlocked blocked:
                Feed("blocked", blocked, json => json.Count("line", blocked.AppKey).Text("reason", blocked.Reason).Moment("until", blocked.Until));
                break;
            case FeedDataStale stale:
                Feed("stale", stale, json => json.Moment("since", stale.Since));
                break;
            case SubscriberRemoved removed:
                Line("subscriber-removed", json => json
                    .Moment("at", removed.At).Text("subscriber", removed.Subscriber).Text("reason", DisplayNames.Of(removed.Reason)));
                break;
            case FeedWarned warned:
                Line("warning", json => json.Moment("at", warned.At).Text("reason", warned.Text));
                break;
            case FeedShed shed:
                Line("gap", json => json.Moment("from", shed.From).Moment("to", shed.To).Text("reason", DisplayNames.Of(shed)));
                break;
            case CodeRegistrationChanged { Status: RegistrationStatus.Refused or RegistrationStatus.Deferred } code:
                Line(code.Status == RegistrationStatus.Refused ? "refused" : "deferred", json => json
                    .Text("code", code.Code.ToString()).Text("of", KindName(code.Kind)).Text("reason", code.Reason));
                break;
        }
    }

    public void OnChain(ChainView view) => Line("chain", json => ChainJson.Write(json, view));

    public void OnSlots(FeedStatus status) => Line("slots", json => json
        .Count("capacity", status.Sessions.Sum(session => session.Capacity)).Count("used", status.Registrations.Count(slot => slot.AppKey is not null))
        .Objects("slots", status.Registrations, (slot, taken) => slot
            .Text("code", taken.Code.ToString()).Text("of", KindName(taken.Kind)).Count("line", taken.AppKey)
            .Text("status", taken.Status.ToString().ToLowerInvariant()).Text("reason", taken.Reason)));

    public void OnCallEnded(CallTimes ended, CallTimes next) => Line("call-ended", json => json
        .Text("call", DisplayNames.Of(ended.Call)).Moment("at", ended.Crosses).Text("next", DisplayNames.Of(next.Call)).Moment("begins", next.Begins));

    public void OnEnding() => _ending = true;

    public void Flush() => output.Flush();

    public void Ended(RunSummary summary)
    {
        var counts = summary.Counts;
        Line("summary", json => json
            .Count("frames", counts?.Messages).Count("records", counts?.Records)
            .Count("delivered", counts?.Delivered).Count("conflated", counts?.Conflated)
            .Count("refused", counts?.Refused).Count("gaps", summary.Gaps).Text("identity", summary.Identity));
        Flush();
    }

    private static string KindName(RecordKind kind) => kind switch
    {
        RecordKind.Trade => "trades",
        RecordKind.Book => "book",
        _ => "forecasts",
    };

    private static JsonLine Auction(JsonLine json, in AuctionState state, long conflated)
    {
        var latest = state.Revision > 0 ? state.Latest : new ExpectedExecution(state.Code, null, Won.None, Won.None, default, Percent.None, default);
        var priced = latest.Price.HasValue;
        json.Text("code", state.Code.ToString()).Time("time", latest.Time)
            .Number("price", latest.Price.ToString())
            .Number("change", priced ? latest.Change.ToString() : "")
            .Text("sign", latest.Sign.ToString())
            .Number("rate", priced ? latest.Rate.ToString() : "");
        Phase(json, state).Count("revision", state.Revision).Count("conflated", conflated).Count("ageMs", (long?)state.Age?.TotalMilliseconds)
            .Number("convergence", Convergence(state)).Count("reversals", state.Path.Reversals)
            .Moment("knownFrom", state.Path.KnownFrom).Flag("whole", state.Path.IsWhole)
            .Text("odd", state.Quality == AuctionQuality.None ? "" : state.Quality.ToString());
        if (state.Detail is { } detail)
        {
            json.Count("quantity", detail.Quantity).Number("bid", detail.Bid.ToString()).Number("ask", detail.Ask.ToString())
                .Number("imbalance", detail.Imbalance, 4);
        }

        return json;
    }

    private static JsonLine Phase(JsonLine json, in AuctionState state) => json
        .Text("phase", DisplayNames.Of(state.Session.Phase)).Text("call", DisplayNames.Of(state.Session.Call)).Text("phaseCode", state.Latest.Phase.Raw);

    private static string Convergence(in AuctionState state) =>
        state.Path.Revisions > 0 ? state.Path.Convergence.ToString("0.000", CultureInfo.InvariantCulture) : "";

    private void Feed(string status, IFeedEvent feedEvent, Action<JsonLine> addMembers) => Line("feed", json =>
    {
        json.Text("state", status).Moment("at", feedEvent.At);
        addMembers(json);
    });

    private void Line(string type, Action<JsonLine> addMembers)
    {
        using var json = new JsonLine(type);
        addMembers(json);
        output.WriteLine(json.End());
    }
}
