namespace OptionAuctions.Replay;

/// <summary>Receives a change of a replay, by reference; it can be copied and kept.</summary>
public delegate void ReplayChangeHandler(in AuctionChanged change);
