namespace OptionAuctions.Routing;

/// <summary>The records of one code that were dropped.</summary>
/// <param name="Code">The code.</param>
/// <param name="From">Receive time of the first batch with a record of it that was dropped, KST.</param>
/// <param name="To">Receive time of the last, KST.</param>
/// <param name="Epoch">Number of the connection of the last.</param>
/// <param name="LastMessage">Number of the last data message in it, on that connection.</param>
internal readonly record struct CodeLoss(Instrument Code, DateTimeOffset From, DateTimeOffset To, int Epoch, long LastMessage);
