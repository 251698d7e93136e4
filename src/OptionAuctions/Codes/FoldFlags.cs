namespace OptionAuctions.Codes;

/// <summary>What a fold knows in one bit each, so that most records need nothing else of what it knows.</summary>
[Flags]
internal enum FoldFlags : ushort
{
    None = 0,

    /// <summary>Records can be received.</summary>
    IsReceiving = 1,

    /// <summary>Records could be received when no call was running.</summary>
    ReceivedBeforeCall = 2,

    /// <summary>A record has come since the code was registered.</summary>
    HadRecord = 4,

    /// <summary>A trade has come since the code was registered.</summary>
    HadTrade = 8,

    /// <summary>A gap has begun and is not over.</summary>
    HasGap = 16,

    /// <summary>The venue has called a price of the day a limit.</summary>
    KnowsLimits = 32,

    /// <summary>The record before had another previous close.</summary>
    HasCandidateClose = 64,

    /// <summary>The last record that counts was received at another moment than the newest one.</summary>
    LastRecordIsOlder = 128,

    /// <summary>Another event than the newest record was the latest so far.</summary>
    LatestIsNoRecord = 256,

    /// <summary>The newest record changed nothing about phase and call, and a like one would not either.</summary>
    IsSteady = 512,
}
