namespace OptionAuctions.Dispatch;

/// <summary>A moment on both clocks of a machine, the wall clock and the monotonic one, from which an age is measured.</summary>
/// <remarks>
/// Neither clock is enough. A wall clock can be set back, and then nothing grows old for as long; a monotonic one stands still while the machine sleeps.
/// The age is the longer of the two, so that what is too old is never taken for fresh.
/// </remarks>
/// <param name="At">The wall clock.</param>
/// <param name="Timestamp">The monotonic clock; a timestamp of the same <see cref="TimeProvider"/>.</param>
internal readonly record struct ClockReading(DateTimeOffset At, long Timestamp)
{
    /// <summary>Reads the clocks.</summary>
    public static ClockReading Of(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Returns the time that has passed since, never negative.</summary>
    /// <param name="time">The clock that was read.</param>
    public TimeSpan Age(TimeProvider time)
    {
        var (wall, monotonic) = (time.GetUtcNow() - At, time.GetElapsedTime(Timestamp));
        return wall > monotonic ? wall : monotonic;
    }
}
