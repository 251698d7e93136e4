using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>Reads the text file of option codes that <see cref="FeedOptions.CodesFile"/> names.</summary>
internal static class CodesFile
{
    private const string Key = $"{FeedOptions.Section}:{nameof(FeedOptions.CodesFile)}";
    private const int MaxBytes = 4 * 1024 * 1024; // three times as long as the most codes that are followed
    private const int MaxProblems = 10;
    private const int MaxShown = 32;

    /// <summary>Returns the codes of a file, in its order.</summary>
    /// <param name="file">The file, relative to the program.</param>
    /// <param name="problems">Receives a sentence for a file that cannot be read, or for each of the first lines without a code in them.</param>
    public static IReadOnlyList<string> Read(string file, List<string> problems)
    {
        try
        {
            return Codes(file, RegularFile.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file), MaxBytes), problems);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{Key} '{file}' cannot be read: {cause.Message}");
            return [];
        }
    }

    private static List<string> Codes(string file, byte[] content, List<string> problems)
    {
        var (codes, number, refused) = (new List<string>(), 0, 0);
        using var lines = new StreamReader(new MemoryStream(content));
        while (lines.ReadLine() is { } line)
        {
            number++;
            var code = line.Split('#')[0].Trim();
            if (code.Length == 0) continue;
            if (Instrument.TryParse(code, out _)) codes.Add(code);
            else if (++refused <= MaxProblems)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Key} '{file}', line {number}: '{Shown(code)}' is not an option code: one to {Instrument.MaxLength} of A-Z and 0-9"));
        }

        if (refused > MaxProblems)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Key} '{file}': {refused - MaxProblems} more lines are no option code"));
        return codes;
    }

    private static string Shown(string text)
    {
        var printable = string.Concat(text.Take(MaxShown).Select(character => char.IsControl(character) ? '?' : character));
        return text.Length <= MaxShown ? printable : $"{printable}…";
    }
}
