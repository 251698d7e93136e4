using System.Globalization;
using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>A report of one plain text line for each change, the same in every culture.</summary>
internal sealed class LineReport(TextWriter output) : IReport
{
    private bool _ending;

    public void OnChange(in AuctionChanged change)
    {
        var state = change.Current;
        switch (change.Kind)
        {
            case ChangeKind.Indication:
            case ChangeKind.Snapshot when state.Revision > 0:
                Auction(state, change.Conflated);
                break;
            case ChangeKind.Gap:
                Gap(state.LastGap.From, state.LastGap.To, $"{state.Code}: {DisplayNames.Of(state.LastGap.Reason)}");
                break;
            case ChangeKind.Stale:
                Line($"{Time(state.Latest.Time)} {state.Code} stale: {DisplayNames.Of(state.Stale)}");
                break;
            case ChangeKind.Phase:
                var began = state.Session.Since is { } since ? Time(since) : Time(null);
                Line($"{began} {state.Code} phase {DisplayNames.Of(state)}{(state.Session.IsByClock ? " by the clock" : "")}");
                break;
            case ChangeKind.Disagreement:
                var clock = DisplayNames.Of(state.Session.Clock);
                Line($"{Time(state.Latest.Time)} {state.Code} phase {DisplayNames.Of(state)} is received while the clock says {clock}");
                break;
            case ChangeKind.Final:
                Line($"{Time(state.Latest.Time)} {state.Code} crossed at {state.FinalPrice}, {state.Slippage} from the last indication");
                break;
        }
    }

    public void OnFeedEvent(IFeedEvent feedEvent)
    {
        var at = Time(feedEvent.At);
        switch (feedEvent)
        {
            case FeedOpened opened:
                Line($"{at} {DisplayNames.Feed(opened.AppKey)} opened, connection {opened.Epoch}");
                break;
            case FeedLost lost when _ending:
                Line($"{at} {DisplayNames.Feed(lost.AppKey)} closed");
                break;
            case FeedLost lost:
                Line($"{at} {DisplayNames.Feed(lost.AppKey)} lost: {lost.Reason}");
                break;
            case FeedResumed resumed:
                Line($"{at} {DisplayNames.Feed(resumed.AppKey)} resumed, connection {resumed.Epoch}");
                Gap(resumed.From, resumed.At, resumed.Reason);
                break;
            case FeedBlocked blocked:
                Line($"{at} {DisplayNames.Feed(blocked.AppKey)} blocked{(blocked.Until is { } until ? $" until {Time(until)}" : "")}: {blocked.Reason}");
                break;
            case FeedDataStale stale:
                Line($"{at} feed stale: no record since {Time(stale.Since)} although a session is open");
                break;
            case SubscriberRemoved removed:
                Line($"{at} subscriber {removed.Subscriber} removed: {DisplayNames.Of(removed.Reason)}");
                break;
            case FeedWarned warned:
                Line($"{at} warning: {warned.Text}");
                break;
            case FeedShed shed:
                Gap(shed.From, shed.To, DisplayNames.Of(shed));
                break;
            case CodeRegistrationChanged { Status: RegistrationStatus.Refused or RegistrationStatus.Deferred } code:
                Line($"{at} {new Topic(code.Code, code.Kind)} {(code.Status == RegistrationStatus.Refused ? "refused" : "deferred")}: {code.Reason}");
                break;
        }
    }

    public void OnChain(ChainView view)
    {
        var expiry = view.Chain.Expiry.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Line($"{Time(view.AsOf)} chain {view.Chain.Underlying} {expiry} {ChainHeading.Of(view)}");
    }

    public void OnSlots(FeedStatus status)
    {
        foreach (var line in SlotText.Lines(status)) Line(line);
    }

    public void OnCallEnded(CallTimes ended, CallTimes next) =>
        Line($"{Time(ended.Crosses)} the {DisplayNames.Of(ended.Call)} call is over; {CallText.Next(next, ended.Crosses)}");

    public void OnEnding() => _ending = true;

    public void Flush() => output.Flush();

    public void Ended(RunSummary summary)
    {
        Line(DisplayNames.Of(summary));
        Flush();
    }

    private void Auction(in AuctionState state, long conflated)
    {
        var latest = state.Latest;
        var price = latest.Price.HasValue
            ? $"{latest.Price,10} {latest.Change,9} {latest.Rate,8} %"
            : $"{"-",10} {"-",9} {"-",8} %";
        var convergence = state.Path.Convergence.ToString("0.00", CultureInfo.InvariantCulture);
        var others = conflated > 0 ? $" conflated {conflated}" : "";
        Line($"{Time(latest.Time)} {state.Code,-12} {price} {DisplayNames.Of(state)} convergence {convergence} revision {state.Revision}{others}");
    }

    private void Gap(DateTimeOffset from, DateTimeOffset to, string reason) => Line($"{Time(to)} gap from {Time(from)}: {reason}");

    private void Line(string line) => output.WriteLine(line.ReplaceLineEndings(" "));

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "--:--:--";

    private static string Time(DateTimeOffset moment) => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
