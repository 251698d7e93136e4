namespace OptionAuctions.Venue.Http;

/// <summary>The HTTP status and JSON body with which a control request is answered.</summary>
internal readonly record struct ControlAnswer(int Status, string Json)
{
    public static ControlAnswer Refused(int status, string reason) => new(status, StateJson.Error(reason));
}
