using CsCheck;

namespace OptionAuctions.Wire.Tests;

/// <summary>Random values that the venue could send. CsCheck prints the seed of a failure.</summary>
internal static class Any
{
    private static readonly Gen<char> Letter = Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
    private static readonly Gen<char> Printable = Gen.Char['!', '~'].Where(c => c != '^');

    public static Gen<Instrument> Code { get; } = Gen.String[Letter, 1, Instrument.MaxLength].Select(text => new Instrument(text));

    public static Gen<TimeOnly?> Time { get; } =
        Gen.Int[0, 86_399].Select(s => s == 0 ? (TimeOnly?)null : new TimeOnly(s * TimeSpan.TicksPerSecond));

    public static Gen<ChangeSign> Sign { get; } = Gen.OneOf(
        Gen.Char['1', '5'].Select(c => c.ToString()), Printable.Select(c => c.ToString()), Gen.Const("")).Select(Values.Sign);

    public static Gen<PhaseCode> Phase { get; } = Gen.OneOf(
        Gen.OneOf("311", "112", "121", "129", ""), Gen.String[Printable, 0, 4]).Select(text => new PhaseCode(text));

    private static readonly Gen<int> Magnitude = Gen.OneOf(Gen.Int[0, 999], Gen.Int[0, 1_000_000], Gen.Int[0, int.MaxValue]);

    public static Gen<ExpectedExecution> Record { get; } = Gen.Select(
        Code, Time, Magnitude, Magnitude, Gen.Select(Sign, Magnitude, Gen.Bool, Gen.Bool), Phase,
        (code, time, price, change, rest, phase) => new ExpectedExecution(
            code, time,
            price == 0 ? Won.None : Won.OfHundredths(price),
            Won.OfHundredths(Signed(change, rest.Item1, rest.Item3)), rest.Item1,
            rest.Item4 ? Percent.None : Percent.OfHundredths(Signed(rest.Item2, rest.Item1, rest.Item3)), phase));

    /// <summary>A record, and one of the many ways to write it.</summary>
    public static Gen<(ExpectedExecution Record, string[] Fields)> Written { get; } =
        Gen.Select(Record, Spelling.Any, (record, spelling) => (record, spelling.Write(record)));

    /// <summary>A message of one to nine records.</summary>
    public static Gen<(ExpectedExecution Record, string[] Fields)[]> Message { get; } = Written.Array[1, 9];

    private static int Signed(int magnitude, ChangeSign sign, bool minus) => sign.Direction switch
    {
        ChangeDirection.Flat => 0,
        ChangeDirection.Unknown => minus ? -magnitude : magnitude,
        _ => magnitude * sign.Factor,
    };
}
