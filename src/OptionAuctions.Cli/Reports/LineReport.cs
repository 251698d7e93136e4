using System.Globalization;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Subscribers;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>One plain line a change, the same in every culture.</summary>
internal sealed class LineReport(TextWriter output) : IReport
{
    public void Changed(in AuctionChanged change)
    {
        var now = change.Current;
        switch (change.Kind)
        {
            case ChangeKind.Indication:
            case ChangeKind.Snapshot when now.Revision > 0:
                Auction(now, change.Conflated);
                break;
            case ChangeKind.Gap:
                Gap(now.LastGap.From, now.LastGap.To, $"{now.Code}: {Words.Of(now.LastGap.Reason)}");
                break;
            case ChangeKind.Stale:
                Line($"{Time(now.Latest.Time)} {now.Code} stale: {Words.Of(now.Stale)}");
                break;
            case ChangeKind.Phase:
                Line($"{(now.Session.Since is { } since ? Time(since) : Time(null))} {now.Code} phase {Words.Of(now)}{(now.Session.IsByClock ? " by the clock" : "")}");
                break;
            case ChangeKind.Disagreement:
                Line($"{Time(now.Latest.Time)} {now.Code} phase {Words.Of(now)} is received while the clock says {Words.Of(now.Session.Clock)}");
                break;
            case ChangeKind.Final:
                Line($"{Time(now.Latest.Time)} {now.Code} crossed at {now.FinalPrice}, {now.Slippage} from the last indication");
                break;
        }
    }

    public void Happened(IFeedEvent happened)
    {
        var at = Time(happened.At);
        switch (happened)
        {
            case FeedOpened opened:
                Line($"{at} {Words.Feed(opened.Line)} opened, life {opened.Epoch}");
                break;
            case FeedLost lost:
                Line($"{at} {Words.Feed(lost.Line)} lost: {lost.Reason}");
                break;
            case FeedResumed resumed:
                Line($"{at} {Words.Feed(resumed.Line)} resumed, life {resumed.Epoch}");
                Gap(resumed.From, resumed.At, resumed.Reason);
                break;
            case FeedBlocked blocked:
                Line($"{at} {Words.Feed(blocked.Line)} blocked{(blocked.Until is { } until ? $" until {Time(until)}" : "")}: {blocked.Reason}");
                break;
            case FeedDataStale stale:
                Line($"{at} feed stale: no record since {Time(stale.Since)} although a session is open");
                break;
            case SubscriberRemoved removed:
                Line($"{at} subscriber {removed.Subscriber} removed: {Words.Of(removed.Reason)}");
                break;
            case FeedWarned warned:
                Line($"{at} warning: {warned.Text}");
                break;
            case FeedShed shed:
                Gap(shed.From, shed.To, Words.Of(shed));
                break;
            case CodeRegistrationChanged { Status: RegistrationStatus.Refused or RegistrationStatus.Deferred } code:
                Line($"{at} {new Topic(code.Code, code.Kind)} {(code.Status == RegistrationStatus.Refused ? "refused" : "deferred")}: {code.Reason}");
                break;
        }
    }

    public void Flush() => output.Flush();

    public void Ended(RunSummary summary)
    {
        Line(Words.Of(summary));
        Flush();
    }

    private void Auction(in AuctionState now, long conflated)
    {
        var latest = now.Latest;
        var price = latest.Price.HasValue
            ? $"{latest.Price,10} {latest.Change,9} {latest.Rate,8} %"
            : $"{"-",10} {"-",9} {"-",8} %";
        Line($"{Time(latest.Time)} {now.Code,-12} {price} {Words.Of(now)} convergence {now.Path.Convergence.ToString("0.00", CultureInfo.InvariantCulture)} revision {now.Revision}{(conflated > 0 ? $" conflated {conflated}" : "")}");
    }

    private void Gap(DateTimeOffset from, DateTimeOffset to, string reason) => Line($"{Time(to)} gap from {Time(from)}: {reason}");

    private void Line(string line) => output.WriteLine(line.ReplaceLineEndings(" "));

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "--:--:--";

    private static string Time(DateTimeOffset moment) => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
