using System.Globalization;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>One JSON object a line, for other programs. The names in here are a contract.</summary>
internal sealed class JsonReport(TextWriter output) : IReport
{
    public void Changed(in AuctionChanged change)
    {
        var (kind, now, conflated) = change;
        switch (kind)
        {
            case ChangeKind.Snapshot:
                Line("snapshot", json => Auction(json, now, conflated));
                break;
            case ChangeKind.Indication:
                Line("change", json => Auction(json, now, conflated));
                break;
            case ChangeKind.Gap:
                Line("gap", json => json.Text("code", now.Code.ToString()).Moment("from", now.LastGap.From).Moment("to", now.LastGap.To).Text("reason", Words.Of(now.LastGap.Reason)));
                break;
            case ChangeKind.Stale:
                Line("stale", json => json.Text("code", now.Code.ToString()).Time("time", now.Latest.Time).Moment("since", now.SilentSince).Text("reason", Words.Of(now.Stale)));
                break;
            case ChangeKind.Phase:
                Line("phase", json => Phase(json.Text("code", now.Code.ToString()).Time("time", now.Revision > 0 ? now.Latest.Time : null), now)
                    .Moment("since", now.Session.Since).Flag("byClock", now.Session.IsByClock));
                break;
            case ChangeKind.Disagreement:
                Line("disagreement", json => Phase(json.Text("code", now.Code.ToString()).Time("time", now.Latest.Time), now)
                    .Text("clock", Words.Of(now.Session.Clock.Phase)).Text("clockCall", Words.Of(now.Session.Clock.Call)));
                break;
            case ChangeKind.Final:
                Line("final", json => json.Text("code", now.Code.ToString()).Text("call", Words.Of(now.Session.Call))
                    .Number("price", now.FinalPrice.ToString()).Number("indication", now.Path.Last.ToString()).Number("slippage", now.Slippage.ToString()));
                break;
        }
    }

    public void Happened(IFeedEvent happened)
    {
        switch (happened)
        {
            case FeedOpened opened:
                Feed("opened", opened, json => json.Count("line", opened.Line).Count("epoch", opened.Epoch));
                break;
            case FeedLost lost:
                Feed("lost", lost, json => json.Count("line", lost.Line).Count("epoch", lost.Epoch).Text("reason", lost.Reason));
                break;
            case FeedResumed resumed:
                Feed("resumed", resumed, json => json.Count("line", resumed.Line).Count("epoch", resumed.Epoch));
                Line("gap", json => json.Moment("from", resumed.From).Moment("to", resumed.At).Text("reason", resumed.Reason));
                break;
            case FeedBlocked blocked:
                Feed("blocked", blocked, json => json.Count("line", blocked.Line).Text("reason", blocked.Reason).Moment("until", blocked.Until));
                break;
            case FeedDataStale stale:
                Feed("stale", stale, json => json.Moment("since", stale.Since));
                break;
            case SubscriberRemoved removed:
                Line("subscriber-removed", json => json.Moment("at", removed.At).Text("subscriber", removed.Subscriber).Text("reason", Words.Of(removed.Reason)));
                break;
            case FeedWarned warned:
                Line("warning", json => json.Moment("at", warned.At).Text("reason", warned.Text));
                break;
            case FeedShed shed:
                Line("gap", json => json.Moment("from", shed.From).Moment("to", shed.To).Text("reason", Words.Of(shed)));
                break;
            case CodeRegistrationChanged { Status: RegistrationStatus.Refused or RegistrationStatus.Deferred } code:
                Line(code.Status == RegistrationStatus.Refused ? "refused" : "deferred", json => json
                    .Text("code", code.Code.ToString()).Text("of", code.Kind == RecordKind.Trade ? "trades" : "forecasts").Text("reason", code.Reason));
                break;
        }
    }

    public void Flush() => output.Flush();

    public void Ended(RunSummary summary)
    {
        var counts = summary.Counts;
        Line("summary", json => json
            .Count("frames", counts.Frames).Count("records", counts.Records)
            .Count("delivered", counts.Delivered).Count("conflated", counts.Conflated)
            .Count("refused", counts.Refused).Count("gaps", summary.Gaps).Text("identity", counts.Identity));
        Flush();
    }

    private static JsonLine Auction(JsonLine json, in AuctionState now, long conflated)
    {
        var latest = now.Revision > 0 ? now.Latest : new ExpectedExecution(now.Code, null, Won.None, Won.None, default, Percent.None, default);
        var priced = latest.Price.HasValue;
        json.Text("code", now.Code.ToString()).Time("time", latest.Time)
            .Number("price", latest.Price.ToString())
            .Number("change", priced ? latest.Change.ToString() : "")
            .Text("sign", latest.Sign.ToString())
            .Number("rate", priced ? latest.Rate.ToString() : "");
        return Phase(json, now).Count("revision", now.Revision).Count("conflated", conflated).Count("ageMs", (long?)now.Age?.TotalMilliseconds)
            .Number("convergence", Convergence(now)).Count("reversals", now.Path.Reversals)
            .Moment("knownFrom", now.Path.KnownFrom).Flag("whole", now.Path.IsWhole).Text("odd", now.Quality == AuctionQuality.None ? "" : now.Quality.ToString());
    }

    private static JsonLine Phase(JsonLine json, in AuctionState now) => json
        .Text("phase", Words.Of(now.Session.Phase)).Text("call", Words.Of(now.Session.Call)).Text("phaseCode", now.Latest.Phase.Raw);

    private static string Convergence(in AuctionState now) =>
        now.Path.Revisions > 0 ? now.Path.Convergence.ToString("0.000", CultureInfo.InvariantCulture) : "";

    private void Feed(string state, IFeedEvent happened, Action<JsonLine> more) => Line("feed", json =>
    {
        json.Text("state", state).Moment("at", happened.At);
        more(json);
    });

    private void Line(string type, Action<JsonLine> write)
    {
        using var json = new JsonLine(type);
        write(json);
        output.WriteLine(json.End());
    }
}
