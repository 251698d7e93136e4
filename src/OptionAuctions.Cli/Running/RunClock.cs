namespace OptionAuctions.Cli.Running;

/// <summary>The clock of a run's report: that of the venue which is followed at the moment.</summary>
internal sealed class RunClock : TimeProvider
{
    /// <summary>The venue's clock.</summary>
    public TimeProvider Venue { get; set; } = System;

    public override long TimestampFrequency => Venue.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Venue.GetUtcNow();

    public override long GetTimestamp() => Venue.GetTimestamp();
}
