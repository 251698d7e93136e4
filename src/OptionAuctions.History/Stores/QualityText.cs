namespace OptionAuctions.History.Stores;

/// <summary>Flags as a text: their names, separated by a comma; empty when nothing is odd.</summary>
internal static class QualityText
{
    public static string Of(AuctionQuality quality) => quality == AuctionQuality.None ? "" : $"{quality}".Replace(", ", ",", StringComparison.Ordinal);

    public static AuctionQuality Parse(string text) => text.Length == 0 ? AuctionQuality.None : Enum.Parse<AuctionQuality>(text);
}
