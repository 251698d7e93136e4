namespace OptionAuctions.Venue.Sessions;

/// <summary>The HTTP status and JSON body of an approval answer.</summary>
internal sealed record ApprovalReply(int Status, string Body)
{
    public static ApprovalReply Key(string key) => new(200, $$"""{"approval_key":"{{key}}"}""");

    public static ApprovalReply Error(int status, string code, string text) =>
        new(status, $$"""{"error_description":"{{text}}","error_code":"{{code}}"}""");
}
