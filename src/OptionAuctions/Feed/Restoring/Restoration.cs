using System.Globalization;
using Akka.Actor;
using Akka.Event;
using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Feed.Restoring;

/// <summary>The result of folding what an earlier process of the day received.</summary>
/// <param name="Auctions">The auctions, up to now.</param>
/// <param name="Records">Number of records and trades in them.</param>
/// <param name="Summary">What was restored, as a sentence; <see langword="null"/> when there was nothing to restore from.</param>
/// <param name="Warning">Why there is less than was asked for, as a sentence; <see langword="null"/> when nothing is wrong.</param>
internal sealed record Restoration(RestoredAuctions Auctions, long Records, string? Summary, string? Warning)
{
    private const string MeterName = $"{FeedCounts.MeterName}.Restored"; // nobody collects it

    /// <summary>Nothing was asked for.</summary>
    public static Restoration None => new(RestoredAuctions.None, 0, null, null);

    /// <summary>Folds the messages that <see cref="FeedOptions.RestoreFrom"/> hands in.</summary>
    public static Restoration Of(FeedOptions options, ReferenceData? reference, TimeProvider time, SecretScrubber secrets)
    {
        if (options.Earlier is not { } earlier) return None;
        using var meter = new FeedMeter(time, secrets: secrets, meterName: MeterName);
        var messages = new EarlierMessages(options, reference ?? ReferenceData.BuiltIn, time, meter);
        string? failure = null;
        try
        {
            earlier(messages.Add);
        }
        catch (Exception cause)
        {
            failure = $"the messages of the day before this start cannot be read further: {secrets.Scrub(cause.Message).ReplaceLineEndings(" ")}";
        }

        var auctions = messages.End();
        return new Restoration(auctions, messages.Records, SummaryOf(messages, auctions), WarningOf(messages, meter.Read(), failure));
    }

    /// <summary>Tells the log and the host what was restored, and what is wrong with that.</summary>
    public void Report(ActorSystem system, DateTimeOffset now)
    {
        if (Summary is not null) system.Log.Info("{Summary}", Summary);
        if (Warning is null) return;
        system.Log.Warning("{Warning}", Warning);
        system.EventStream.Publish(new FeedWarned(now, Warning));
    }

    private static string SummaryOf(EarlierMessages messages, RestoredAuctions auctions) => messages.LastAt is { } last
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"restored {auctions.Count} auctions from {messages.Messages} messages of today, with {messages.Records} records, the last at {last:HH:mm:ss}")
        : "nothing was received today before this start";

    private static string? WarningOf(EarlierMessages messages, FeedCounts counts, string? failure)
    {
        string?[] reasons =
        [
            failure,
            messages.PassedOver == 0 ? null : Invariant($"{messages.PassedOver} messages of another day, or of a moment to come, were not used"),
            counts.Refused == 0 ? null : Invariant($"{counts.Refused} messages or records of before this start could not be read"),
        ];
        return string.Join("; ", reasons.OfType<string>()) is { Length: > 0 } warning ? warning : null;
    }

    private static string Invariant(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
