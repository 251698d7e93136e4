namespace OptionAuctions.Market;

/// <summary>What a venue's phase code says about the call auction.</summary>
public enum PhaseMeaning : byte
{
    /// <summary>The table does not have it, or the field was empty. Carry the record; conclude nothing.</summary>
    Unknown,

    /// <summary>A call begins or runs, the opening one or one during the day: expected executions are published.</summary>
    Call,

    /// <summary>That call is over and its book has crossed.</summary>
    CallEnded,

    /// <summary>The closing call begins or runs.</summary>
    ClosingCall,

    /// <summary>The closing call is over.</summary>
    ClosingCallEnded,
}
