using System.Text;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>Codes and messages of the tests.</summary>
internal static class Data
{
    public static IReadOnlyList<Instrument> Three { get; } = [new("B11612083"), new("C11612083"), new("B50612083")];

    public static IReadOnlyList<Instrument> Codes(int count) => [.. Venue.VenueOptions.DefaultCodes.Take(count)];

    /// <summary>A data message of one record a code, as the venue writes it.</summary>
    public static byte[] Message(IReadOnlyList<Instrument> codes, int price = 1060) => Encoding.ASCII.GetBytes(
        $"0|H0ZOANC0|{codes.Count:000}|{string.Join('^', codes.Select(c => $"{c}^084500^{price}.00^-120.00^5^-10.17^311"))}");

    /// <summary>A data message of one trade a code, as far as its columns are read.</summary>
    public static byte[] Trades(IReadOnlyList<Instrument> codes, int price = 1060) => Encoding.ASCII.GetBytes(
        $"0|H0ZOCNT0|{codes.Count:000}|{string.Join('^', codes.Select(c => $"{c}^090000^{price}.00^5^-120.00^-10.17^{price}.00{Rest}"))}");

    private static string Rest { get; } = string.Concat(Enumerable.Repeat("^0.00", 46)); // the columns behind those that are read
}
