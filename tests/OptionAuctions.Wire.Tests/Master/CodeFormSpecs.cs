using System.Globalization;

namespace OptionAuctions.Wire.Tests.Master;

public sealed class CodeFormSpecs
{
    [Theory]
    [InlineData("B11612083", null)]
    [InlineData("C11612083", null)]
    [InlineData("211V05059", null)]
    [InlineData("B09FFWZCI", null)] // a weekly option
    [InlineData("7P1612083", null)] // a product that nobody has seen yet
    [InlineData("B1161208", "has 8 characters, and the code of an option has 9")]
    [InlineData("B116120833", "has 10 characters, and the code of an option has 9")]
    [InlineData("B", "has 1 characters, and the code of an option has 9")]
    [InlineData("KR4B116C0837", "is a standard code (ISIN), and not the short code")]
    [InlineData("005930", "is the symbol of a stock")]
    [InlineData("A11612", "is the code of a future")]
    [InlineData("111V06", "is the code of a future")]
    [InlineData("D1161201", "is the code of a spread")]
    public void A_code_that_cannot_be_an_option_s_says_why(string code, string? why) => Assert.Equal(why, CodeForm.WhyNoOption(new Instrument(code)));

    [Theory]
    [InlineData("B11612083", "2026-12")]
    [InlineData("C11701083", "2027-01")]
    [InlineData("B11A12083", "2036-12")]
    [InlineData("B11Q01083", "2050-01")]
    [InlineData("B11R01083", "2021-01")]
    [InlineData("211V05059", "2024-05")]
    [InlineData("339W08088", "2025-08")]
    [InlineData("B11612", null)]
    [InlineData("B116120833", null)]
    [InlineData("B11613083", null)]
    [InlineData("B11I12083", null)] // the cycle has no I
    [InlineData("B09FFWZCI", null)]
    [InlineData("A11612083", null)]
    public void The_month_is_read_where_the_code_has_the_known_form(string code, string? month) =>
        Assert.Equal(month, CodeForm.Month(new Instrument(code))?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
}
