namespace OptionAuctions;

/// <summary>The meaning of a venue's phase code for the call auction.</summary>
public enum PhaseMeaning : byte
{
    /// <summary>The table does not have the code, or the field was empty. The record is carried, and nothing is concluded from the code.</summary>
    Unknown,

    /// <summary>A call begins or runs, the opening one or one during the day: expected executions are published.</summary>
    Call,

    /// <summary>That call is over and its order book has crossed.</summary>
    CallEnded,

    /// <summary>The closing call begins or runs.</summary>
    ClosingCall,

    /// <summary>The closing call is over.</summary>
    ClosingCallEnded,
}
