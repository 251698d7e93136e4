using System.Text.RegularExpressions;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Tests;

namespace OptionAuctions.Venue.Tests.Market;

/// <summary>Every column is written as in the records that the venue documents, or that were received from it.</summary>
public sealed partial class RecordFormSpecs
{
    [Theory]
    [InlineData("H0ZOANC0", "B11612083")]
    [InlineData("H0ZOCNT0", "B11612083")]
    [InlineData("H0ZOASP0", "B11612083")]
    [InlineData("H0ZFANC0", "A11612")]
    [InlineData("H0STASP0", "005930")]
    [InlineData("H0STCNT0", "005930")]
    public void A_column_is_a_number_with_two_decimals_a_whole_number_or_nothing_as_there(string trId, string code)
    {
        var layout = RecordLayout.Named(trId)!;
        var documented = FormOf(DocumentedRecords.Of(layout).Split('^'));

        var forms = MarketDay.Of(trId, code).Select(record => FormOf(record.Columns)).Distinct();

        Assert.Equal(documented, Assert.Single(forms));

        string FormOf(string[] columns) => string.Concat(columns.Select((column, i) => i + 1 == layout.ColumnOf(RecordRole.Phase) ? 'P' : Form(column)));
    }

    [Fact]
    public void In_session_the_forecast_in_a_stocks_book_is_that_of_a_price_of_zero_as_in_the_record_that_was_received()
    {
        var received = DocumentedRecords.StockInSession.Split('^');

        var records = MarketDay.Of("H0STASP0", "005930").Where(r => r.Forecast.Phase.Raw == "0").ToArray();

        Assert.Equal(("0", "0", "5", "-100.00"), (received[47], received[48], received[51], received[52]));
        Assert.All(records, r => Assert.Equal(("0", "0", "5", "-100.00"), (r.Columns[47], r.Columns[48], r.Columns[51], r.Columns[52])));
        Assert.Single(records.Select(r => r.Columns[50]).Distinct());
    }

    private static char Form(string column) =>
        column.Length == 0 ? ' ' : TwoDecimals().IsMatch(column) ? '.' : Whole().IsMatch(column) ? '0' : 'A';

    [GeneratedRegex(@"^-?\d+\.\d\d$")]
    private static partial Regex TwoDecimals();

    [GeneratedRegex(@"^-?\d+$")]
    private static partial Regex Whole();
}
