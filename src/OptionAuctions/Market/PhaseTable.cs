using System.Collections.Frozen;
using System.Reflection;
using OptionAuctions.Wire;

namespace OptionAuctions.Market;

/// <summary>
/// What the venue's phase codes mean, as data: for <c>H0ZOANC0</c> nobody has documented them, so the table will be corrected
/// when they have been seen.
/// </summary>
/// <remarks>Sources and doubts are said in the file, <c>config/phases.json</c>.</remarks>
public sealed class PhaseTable
{
    private const string Resource = "phases.json";
    private static readonly Lazy<PhaseTable> Shipped = new(ReadShipped);
    private readonly FrozenDictionary<PhaseCode, PhaseMeaning> _meanings;

    private PhaseTable(Dictionary<PhaseCode, PhaseMeaning> meanings) => _meanings = meanings.ToFrozenDictionary();

    /// <summary>The shipped one: <c>config/phases.json</c> as it was when this was built.</summary>
    public static PhaseTable BuiltIn => Shipped.Value;

    /// <summary>What a code means; <see cref="PhaseMeaning.Unknown"/> when the table does not have it. Allocates nothing.</summary>
    public PhaseMeaning this[PhaseCode code] => _meanings.TryGetValue(code, out var meaning) ? meaning : PhaseMeaning.Unknown;

    /// <summary>Reads a table: a JSON object of code and meaning, with comments.</summary>
    /// <exception cref="PhaseTableException">It is missing or wrong.</exception>
    public static PhaseTable Load(string file)
    {
        try
        {
            return Of(File.ReadAllBytes(file), file);
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

    private static PhaseTable ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Of(memory.ToArray(), Resource);
    }
}
