using System.Reflection;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// The table of the venue's phase codes and their meanings in one market. It is data, since nobody has documented the codes for <c>H0ZOANC0</c>: it will be
/// corrected when they have been observed.
/// </summary>
/// <remarks>Sources and doubts are in the file, <c>config/phases.json</c>.</remarks>
public sealed class PhaseTable
{
    private const string Resource = "phases.json", StockResource = "stock-phases.json";
    private const int MaxBytes = 1024 * 1024;
    private static readonly Lazy<PhaseTable> Shipped = new(() => ReadShipped(Resource));
    private static readonly Lazy<PhaseTable> ShippedOfStocks = new(() => ReadShipped(StockResource));
    private readonly Dictionary<PhaseCode, PhaseMeaning> _meanings;

    private PhaseTable(Dictionary<PhaseCode, PhaseMeaning> meanings) => _meanings = meanings;

    /// <summary>The shipped table: <c>config/phases.json</c> at the time of the build.</summary>
    public static PhaseTable BuiltIn => Shipped.Value;

    /// <summary>The shipped table of stocks: <c>config/stock-phases.json</c> at the time of the build.</summary>
    public static PhaseTable BuiltInOfStocks => ShippedOfStocks.Value;

    /// <summary>The meaning of a code; <see cref="PhaseMeaning.Unknown"/> when the table does not have it. Allocates nothing.</summary>
    public PhaseMeaning this[PhaseCode code] => _meanings.TryGetValue(code, out var meaning) ? meaning : PhaseMeaning.Unknown;

    /// <summary>Reads a table: a JSON object of code and meaning, with comments.</summary>
    /// <exception cref="PhaseTableException">The file is missing or wrong.</exception>
    public static PhaseTable Load(string file)
    {
        try
        {
            return Of(RegularFile.ReadAllBytes(file, MaxBytes), file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PhaseTableException(file, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PhaseTableException(file, $"it cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    internal static PhaseTable Of(ReadOnlySpan<byte> json, string file) => new(PhaseText.Read(json, file));

    private static PhaseTable ReadShipped(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Of(memory.ToArray(), resource);
    }
}
