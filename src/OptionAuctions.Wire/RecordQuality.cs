namespace OptionAuctions;

/// <summary>Flags for what is odd about one record and concerns its user; none of them is a reason to refuse the record.</summary>
[Flags]
public enum RecordQuality : byte
{
    /// <summary>Nothing is odd.</summary>
    None = 0,

    /// <summary>A change or rate carries a minus under "up", a plus under "down", or is not zero under "flat": neither can be relied on.</summary>
    SignDisagrees = 1,

    /// <summary>A number had more than two decimals that were not zero and was rounded to the nearest hundredth.</summary>
    Rounded = 2,
}
