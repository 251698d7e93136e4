namespace OptionAuctions.Wire;

/// <summary>The description of one column of a TR that is read.</summary>
/// <param name="Column">The column's number, counted from 1.</param>
/// <param name="Role">What it means to a reader.</param>
/// <param name="VenueName">The venue's abbreviation; used inside this assembly only.</param>
/// <param name="Meaning">What the column holds, in terms of the trade.</param>
/// <param name="Unit">Unit or form of the value.</param>
/// <param name="DocumentedLength">Characters according to the venue's table, which is not reliable.</param>
/// <param name="Error">The error with which an unreadable value is refused.</param>
public sealed record FieldSpec(int Column, RecordRole Role, string VenueName, string Meaning, string Unit, int DocumentedLength, DecodeError Error)
{
    /// <summary>Creates the description of a column; form and reason of refusal follow from its role.</summary>
    /// <param name="column">The column's number, counted from 1.</param>
    /// <param name="role">What it means to a reader.</param>
    /// <param name="venueName">The venue's abbreviation.</param>
    /// <param name="documentedLength">Characters according to the venue's table.</param>
    /// <param name="meaning">What the column holds, where the role does not say enough.</param>
    public static FieldSpec Of(int column, RecordRole role, string venueName, int documentedLength, string? meaning = null)
    {
        var (usual, unit, error) = role switch
        {
            RecordRole.Code => ("code of the instrument", "1 to 12 of A-Z 0-9", DecodeError.BadCode),
            RecordRole.Time => ("time of the record", "HHmmss, Korea Standard Time", DecodeError.BadTime),
            RecordRole.Price => ("expected price", "won per share of the underlying", DecodeError.BadNumber),
            RecordRole.Change => ("change against the previous close", "won", DecodeError.BadNumber),
            RecordRole.Sign => ("sign of the change", "1 upper limit, 2 up, 3 flat, 4 lower limit, 5 down", DecodeError.BadSign),
            RecordRole.Rate => ("rate against the previous close", "percent", DecodeError.BadNumber),
            RecordRole.Phase => ("phase", "open set of codes", DecodeError.BadPhase),
            RecordRole.OpeningPrice => ("price of the day's first trade", "won per share of the underlying", DecodeError.BadNumber),
            RecordRole.Quantity => ("expected quantity", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.ExpectedVolume => ("expected volume of the day", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.Volume => ("quantity traded on this day", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.OpenInterest => ("open interest", "contracts", DecodeError.BadQuantity),
            RecordRole.Volatility => ("implied volatility", "fraction a year", DecodeError.BadNumber),
            RecordRole.Ask => ("best ask", "won per share of the underlying", DecodeError.BadNumber),
            RecordRole.Bid => ("best bid", "won per share of the underlying", DecodeError.BadNumber),
            RecordRole.AskQuantity => ("quantity at the best ask", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.BidQuantity => ("quantity at the best bid", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.TotalAskQuantity => ("quantity of all asks", "contracts or shares", DecodeError.BadQuantity),
            RecordRole.TotalBidQuantity => ("quantity of all bids", "contracts or shares", DecodeError.BadQuantity),
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no such role"),
        };
        return new FieldSpec(column, role, venueName, meaning ?? usual, unit, documentedLength, error);
    }
}
