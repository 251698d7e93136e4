using System.Globalization;
using System.Text;

namespace OptionAuctions.Venue.Market;

/// <summary>The columns of one record that is being written, counted from 1 as in the venue's documents.</summary>
internal sealed class Columns
{
    private readonly string[] _texts;

    /// <summary>Creates columns that all hold the same text.</summary>
    public Columns(int width, string empty)
    {
        _texts = new string[width];
        Array.Fill(_texts, empty);
    }

    /// <summary>Writes consecutive columns.</summary>
    public Columns Texts(int column, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) _texts[column++ - 1] = text;
        return this;
    }

    /// <summary>Writes consecutive columns of whole numbers.</summary>
    public Columns Numbers(int column, params IEnumerable<long> numbers)
    {
        foreach (var number in numbers) _texts[column++ - 1] = Whole(number);
        return this;
    }

    /// <summary>Writes consecutive columns of numbers with two decimals.</summary>
    public Columns Decimals(int column, params IEnumerable<double> numbers)
    {
        foreach (var number in numbers) _texts[column++ - 1] = Decimal(number);
        return this;
    }

    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes two decimals; zero has no minus.</summary>
    public static string Decimal(double number) =>
        Math.Round(number, 2) is var rounded and not 0 ? rounded.ToString("0.00", CultureInfo.InvariantCulture) : "0.00";

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(string.Join('^', _texts));
}
