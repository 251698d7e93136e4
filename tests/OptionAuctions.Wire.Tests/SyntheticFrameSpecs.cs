namespace OptionAuctions.Wire.Tests;

/// <summary>The frames that stand in for the recordings nobody has published: signed, unsigned, empty, widened.</summary>
public sealed class SyntheticFrameSpecs
{
    [Theory]
    [InlineData("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311",
        "B11612083 08:45:12 1060.00 -120.00 down -10.17 311")]
    [InlineData("0|H0ZOANC0|002|B11612083^085001^1080.00^-100.00^5^-8.47^311^C11612083^085001^2300.00^200.00^2^9.52^311",
        "B11612083 08:50:01 1080.00 -100.00 down -8.47 311", "C11612083 08:50:01 2300.00 200.00 up 9.52 311")]
    [InlineData("0|H0ZOANC0|001|B11612083^090000^0.00^0.00^3^0.00^112", "B11612083 09:00:00 none 0.00 flat 0.00 112")]
    [InlineData("0|H0ZOANC0|001|B11612083^154010^1060^120^5^-10.17^121",
        "B11612083 15:40:10 1060.00 -120.00 down -10.17 121")]
    [InlineData("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311^35",
        "B11612083 08:45:12 1060.00 -120.00 down -10.17 311")]
    [InlineData("0|H0ZOANC0|002|B11612083^085001^1080.00^-100.00^5^-8.47^311^^C11612083^085001^2300.00^200.00^2^9.52^311^",
        "B11612083 08:50:01 1080.00 -100.00 down -8.47 311", "C11612083 08:50:01 2300.00 200.00 up 9.52 311")]
    [InlineData("0|H0ZOANC0|001|B11612083^084512^^^3^^", "B11612083 08:45:12 none none flat none ")]
    [InlineData("0|H0ZOANC0|001|KAK0C000000^133500^2.80^0.20^2^7.69^310", "KAK0C000000 13:35:00 2.80 0.20 up 7.69 310")]
    public void Every_synthetic_frame_reads_as_it_is_meant(string frame, params string[] records)
    {
        var decoded = Frames.Decode(frame);

        Assert.Equal(records, decoded.Records.Select(Told));
        Assert.All(decoded.Records, record => Assert.Equal(RecordQuality.None, record.Quality));
    }

    private static string Told(ExpectedExecution r) => FormattableString.Invariant(
        $"{r.Code} {r.Time:HH:mm:ss} {OrNone(r.Price)} {OrNone(r.Change)} {r.Sign} {OrNone(r.Rate)} {r.Phase.Raw}");

    private static string OrNone(object amount) => amount.ToString() is { Length: > 0 } text ? text : "none";
}
