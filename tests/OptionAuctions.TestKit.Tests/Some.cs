namespace OptionAuctions.TestKit.Tests;

/// <summary>Values that a test needs and whose content does not matter to it.</summary>
internal static class Some
{
    public static Instrument Code { get; } = new("B11612083");

    public static Instrument OtherCode { get; } = new("C11612083");
}
