namespace OptionAuctions.Feed.Dialing;

/// <summary>The error of a request for an approval key that was not successful.</summary>
/// <param name="reason">The reason, without secrets.</param>
/// <param name="isFinal">True when the credentials themselves were refused, so that a retry cannot succeed.</param>
internal sealed class ApprovalFailedException(string reason, bool isFinal = false) : Exception(reason)
{
    public bool IsFinal => isFinal;
}
