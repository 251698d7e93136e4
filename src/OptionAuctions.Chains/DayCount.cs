namespace OptionAuctions.Chains;

/// <summary>The day-count convention, by which calendar time is converted to years.</summary>
public enum DayCount : byte
{
    /// <summary>Days, and parts of a day, over 365.</summary>
    Act365,

    /// <summary>Days, and parts of a day, over 360.</summary>
    Act360,
}
