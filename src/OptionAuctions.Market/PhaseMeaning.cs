namespace OptionAuctions;

/// <summary>
/// The meaning of a venue's phase code for the call auction. No code decides alone: the session clock and the records that come are asked too.
/// </summary>
public enum PhaseMeaning : byte
{
    /// <summary>The table does not have the code, or the field was empty. The record is carried, and nothing is concluded from the code.</summary>
    Unknown,

    /// <summary>A call begins or runs, the opening one or one during the day: expected executions are published.</summary>
    Call,

    /// <summary>
    /// That call is over and its order book has crossed. Believed only when the clock has no call, or one that ends within the clock's tolerance: the
    /// venue was seen to send such a code at the beginning of the next call.
    /// </summary>
    CallEnded,

    /// <summary>The closing call begins or runs.</summary>
    ClosingCall,

    /// <summary>The closing call is over. Believed as <see cref="CallEnded"/> is.</summary>
    ClosingCallEnded,

    /// <summary>
    /// No call runs, as records say all day long that come in session too. It ends a call that runs, and is believed as <see cref="CallEnded"/> is; where none
    /// runs it says nothing, and phase and call are those of the clock.
    /// </summary>
    NoCall,
}
