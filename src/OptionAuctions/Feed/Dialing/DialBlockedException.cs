namespace OptionAuctions.Feed.Dialing;

/// <summary>The error of a dial that was not made: the budget is spent, or the dial log cannot be kept.</summary>
/// <param name="reason">The reason, without secrets.</param>
/// <param name="until">When the next dial may be tried.</param>
internal sealed class DialBlockedException(string reason, DateTimeOffset until) : Exception(reason)
{
    public DateTimeOffset Until => until;
}
