using System.Globalization;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

/// <summary>How a number is written: nobody has seen the live TR, so every way that its siblings use must read the same.</summary>
internal sealed record Spelling(bool Signed, bool Plus, string Zeros, string Before, string After, string Nothing)
{
    private static readonly Gen<string> Spaces = Gen.OneOf("", "", " ", "   ");

    public static Gen<Spelling> Any { get; } = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.OneOf("", "0", "000000000000"), Spaces, Spaces, Gen.OneOf("", "nan", "-nan", "NaN", "(null)"),
        (signed, plus, zeros, before, after, nothing) => new Spelling(signed, plus, zeros, before, after, nothing));

    public string[] Write(ExpectedExecution record) => [.. new[]
    {
        record.Code.ToString(),
        record.Time?.ToString("HHmmss", CultureInfo.InvariantCulture) ?? "000000",
        Number(record.Price.ToDecimal(), ChangeDirection.Up),
        Number(record.Change.ToDecimal(), record.Sign.Direction),
        record.Sign.Raw,
        Number(record.Rate.ToDecimal(), record.Sign.Direction),
        record.Phase.Raw,
    }.Select(field => Before + field + After)];

    private string Number(decimal? value, ChangeDirection direction)
    {
        if (value is not { } number) return Nothing;
        var magnitude = Zeros + Math.Abs(number).ToString("0.00", CultureInfo.InvariantCulture);
        if (number < 0) return Signed || direction == ChangeDirection.Unknown ? "-" + magnitude : magnitude;
        return Plus ? "+" + magnitude : magnitude;
    }
}
