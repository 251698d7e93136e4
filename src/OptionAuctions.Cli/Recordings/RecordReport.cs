using System.Globalization;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The report of <c>record</c>: a line about the recording now and then, and the feed's events; no changes of auctions.</summary>
/// <param name="lines">Writes the events.</param>
/// <param name="output">Receives the lines.</param>
/// <param name="recording">The recording.</param>
/// <param name="time">The clock of the venue.</param>
internal sealed class RecordReport(LineReport lines, TextWriter output, RunRecording recording, TimeProvider time) : IReport
{
    public TimeSpan? CountsEvery { get; } = TimeSpan.FromSeconds(5);

    public void OnChange(in AuctionChanged change)
    {
    }

    public void OnFeedEvent(IFeedEvent feedEvent) => lines.OnFeedEvent(feedEvent);

    public void OnSlots(FeedStatus status) => lines.OnSlots(status);

    public void Counted(FeedCounts counts) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{MarketTime.Now(time):HH:mm:ss} {recording.Text}"));

    public void OnEnding() => lines.OnEnding();

    public void Flush() => lines.Flush();

    public void Ended(RunSummary summary) => lines.Ended(summary);
}
