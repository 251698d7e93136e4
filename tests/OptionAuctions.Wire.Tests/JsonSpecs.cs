using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;

namespace OptionAuctions.Wire.Tests;

/// <summary>The values in JSON, as any serializer with the framework's options writes and reads them.</summary>
public sealed class JsonSpecs
{
    private static readonly JsonSerializerOptions NumbersInStrings = new()
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString,
    };

    [Fact]
    public void A_record_is_readable_and_comes_back()
    {
        var record = new ExpectedExecution(
            new Instrument("B11612083"), new TimeOnly(8, 45, 12), Won.Of(1060), Won.Of(-120.5m), new ChangeSign(ChangeDirection.Down), Percent.Of(-10.17m),
            new PhaseCode("311"));

        var json = JsonSerializer.Serialize(record);

        Assert.Equal(
            """{"Code":"B11612083","Price":1060.00,"Change":-120.50,"Rate":-10.17,"Phase":"311","Time":"08:45:12","Sign":"5","Quality":0}""", json);
        Assert.Equal(record, JsonSerializer.Deserialize<ExpectedExecution>(json));
    }

    [Fact]
    public void What_is_none_is_null_and_no_sentinel() => Assert.Equal(
        """{"Code":null,"Price":null,"Change":null,"Rate":null,"Phase":null,"Time":null,"Sign":null,"Quality":0}""",
        JsonSerializer.Serialize(default(ExpectedExecution)));

    [Fact]
    public void Any_record_comes_back() => Any.Record.Sample(
        record => Assert.Equal(record, JsonSerializer.Deserialize<ExpectedExecution>(JsonSerializer.Serialize(record))), iter: 1_000);

    [Fact]
    public void Each_value_and_its_none_come_back_alone_as_nullable_and_as_a_key()
    {
        ComesBack(new Instrument("B11612083"), "\"B11612083\"", "B11612083");
        ComesBack(default(Instrument), "null", "");
        ComesBack(new PhaseCode("AB1"), "\"AB1\"", "AB1");
        ComesBack(default(PhaseCode), "null", "");
        ComesBack(new ChangeSign(ChangeDirection.Up), "\"2\"", "2");
        ComesBack(default(ChangeSign), "null", "");
        ComesBack(Won.Of(-0.5m), "-0.50", "-0.50");
        ComesBack(Won.Of(21474836.47m), "21474836.47", "21474836.47");
        ComesBack(Won.None, "null", "");
        ComesBack(Percent.Of(2585.71m), "2585.71", "2585.71");
        ComesBack(Percent.None, "null", "");
    }

    [Fact]
    public void Other_public_values_of_the_wire_come_back()
    {
        var trade = new Trade(new Instrument("B11612083"), new TimeOnly(9, 0, 1), Won.Of(1100), Won.None);
        var topic = new Topic(new Instrument("B11612083"), RecordKind.Trade);
        var series = new ListedSeries(
            new Instrument("B11FCW083"), "", true, new Underlying("11", "005930", "삼성전자"), new DateOnly(2026, 12, 1), 159_333.5m, 10.5m, Moneyness.At, 1)
        {
            Week = new WeeklyExpiry(1, DayOfWeek.Thursday),
        };

        Assert.Equal(trade, JsonSerializer.Deserialize<Trade>(JsonSerializer.Serialize(trade)));
        Assert.Equal(topic, JsonSerializer.Deserialize<Topic>(JsonSerializer.Serialize(topic)));
        Assert.Equal(series, JsonSerializer.Deserialize<ListedSeries>(JsonSerializer.Serialize(series)));
    }

    [Fact]
    public void Numbers_are_strings_where_the_options_say_so()
    {
        Assert.Equal("\"1060.00\"", JsonSerializer.Serialize(Won.Of(1060), NumbersInStrings));
        Assert.Equal(Won.Of(1060), JsonSerializer.Deserialize<Won>("\"1060.00\"", NumbersInStrings));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Won>("\"1060.00\""));
    }

    [Theory]
    [InlineData(typeof(Instrument), "\"b11612083\"", "'b11612083' is not an option code: one to 12 of A-Z and 0-9")]
    [InlineData(typeof(Instrument), "5", "Number is not an option code: one to 12 of A-Z and 0-9: a string or null")]
    [InlineData(typeof(PhaseCode), "\"3 1\"", "'3 1' is not a phase code: at most four printable ASCII characters")]
    [InlineData(typeof(ChangeSign), "\"12\"", "'12' is not the sign of a change: one printable ASCII character")]
    [InlineData(typeof(Won), "21474836.48", "21474836.48 is beyond ±21474836.47")]
    [InlineData(typeof(Won), "1e400", "the number is beyond ±21474836.47")]
    [InlineData(typeof(Percent), "true", "True is not a number or null")]
    public void What_is_no_such_value_is_refused_by_name(Type type, string json, string reason) =>
        Assert.StartsWith(reason, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type)).Message, StringComparison.Ordinal);

    private static void ComesBack<T>(T value, string json, string key)
        where T : struct
    {
        Assert.Equal(json, JsonSerializer.Serialize(value));
        Assert.Equal(value, JsonSerializer.Deserialize<T>(json));
        Assert.Equal(json, JsonSerializer.Serialize((T?)value));
        Assert.Equal($$"""{"{{key}}":{{json}}}""", JsonSerializer.Serialize(new Dictionary<T, T> { [value] = value }));
        Assert.Equal([KeyValuePair.Create(value, value)], JsonSerializer.Deserialize<Dictionary<T, T>>($$"""{"{{key}}":{{json}}}""")!);
    }
}
