using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Histories;
using OptionAuctions.Cli.Tests.Recordings;
using OptionAuctions.History;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Tests.Histories;

public sealed class RecordedInstrumentsSpecs : IDisposable
{
    private const string List = """
        { "Series": [
          { "Code": "B11612083", "Underlying": "005930", "Name": "삼성전자", "LastTradingDay": "2026-12-10", "Strike": 160000.5, "IsCall": true, "Week": null },
          { "Code": "C11W12083", "Underlying": "005930", "Name": "삼성전자", "LastTradingDay": "2026-12-07", "Strike": 160000, "IsCall": false, "Week": "W1 Mon" } ],
          "Futures": [ { "Code": "A11612", "Underlying": "005930", "Expiry": "2026-12-01" } ] }
        """;

    private static readonly InstrumentTerms Other = new("000660", "SK하이닉스", null, null, null);

    private readonly RecordedDay _day = new();

    [Fact]
    public async Task The_terms_are_those_of_the_day_of_the_recording()
    {
        var terms = await LookupAsync(List);

        Assert.Equal(new InstrumentTerms("005930", "삼성전자", 160_000.5m, new DateOnly(2026, 12, 10), IsCall: true), terms(new Instrument("B11612083")));
        Assert.Equal(new InstrumentTerms("005930", "삼성전자", 160_000, new DateOnly(2026, 12, 7), IsCall: false), terms(new Instrument("C11W12083")));
        Assert.Equal(new InstrumentTerms("005930", "삼성전자", null, new DateOnly(2026, 12, 10), null), terms(new Instrument("A11612")));
        Assert.Equal(new InstrumentTerms("005930", "삼성전자", null, null, null), terms(new Instrument("005930")));
        Assert.Equal(Other, terms(new Instrument("B12612001")));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{ "Series": [ { "Code": "b-1" } ] }""")]
    [InlineData("""{ "Series": 7 }""")]
    public async Task A_list_that_cannot_be_read_is_none(string list) => Assert.Equal(Other, (await LookupAsync(list))(new Instrument("B11612083")));

    public void Dispose() => _day.Dispose();

    private async Task<Func<Instrument, InstrumentTerms?>> LookupAsync(string list)
    {
        var file = new RecordedFile("instruments.json", "application/json", Encoding.UTF8.GetBytes(list));
        var options = new RecorderOptions { Directory = _day.Folder, Files = () => [file] };
        await using (var recorder = new MessageRecorder(options, new FakeTimeProvider()))
            recorder.Record(new(RecordedDay.Data("B11612083", "084000")) { Epoch = 1, Number = 1 });
        return RecordedInstruments.Lookup(Directory.GetFiles(_day.Folder), TradingCalendar.BuiltIn, _ => Other);
    }
}
