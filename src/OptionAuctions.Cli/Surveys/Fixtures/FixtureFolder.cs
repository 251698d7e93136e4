using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Cli.Surveys.Fixtures;

/// <summary>The folder of fixtures: a file for each message, byte for byte, and <c>PROVENANCE.json</c>. No file is overwritten.</summary>
internal sealed class FixtureFolder
{
    private const string Provenance = "PROVENANCE.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;

    private FixtureFolder(string path) => _path = path;

    /// <summary>Creates the folder, unless it is there.</summary>
    /// <exception cref="CliException">It cannot be made, or has fixtures already.</exception>
    public static FixtureFolder Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var taken = Directory.EnumerateFiles(path, "*.frame").Append(Path.Combine(path, Provenance)).FirstOrDefault(File.Exists);
            if (taken is not null) throw new CliException($"--fixtures '{path}' has {Path.GetFileName(taken)} already: name another folder", ExitCode.Usage);
            return new FixtureFolder(path);
        }
        catch (Exception cause) when (IsFileError(cause))
        {
            throw new CliException($"--fixtures '{path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    /// <summary>Writes the fixtures.</summary>
    /// <param name="fixtures">The fixtures.</param>
    /// <param name="sources">Paths of the files that they are from.</param>
    /// <param name="isComplete">False when the recording was not read to its end.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Number of fixtures.</returns>
    /// <exception cref="CliException">The disk does not take them, or a file is there by now.</exception>
    public int Write(FixtureSet fixtures, IReadOnlyList<string> sources, bool isComplete, TimeProvider time)
    {
        try
        {
            foreach (var fixture in fixtures.Kept) WriteNew(fixture.Name, fixture.Bytes);
            WriteNew(Provenance, JsonSerializer.SerializeToUtf8Bytes(Describe(fixtures, sources, isComplete, time), Options));
            return fixtures.Kept.Count;
        }
        catch (Exception cause) when (IsFileError(cause))
        {
            throw new CliException($"--fixtures '{_path}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Failed);
        }
    }

    private static object Describe(FixtureSet fixtures, IReadOnlyList<string> sources, bool isComplete, TimeProvider time) => new
    {
        Tool = $"OptionAuctions {typeof(FixtureFolder).Assembly.GetName().Version?.ToString(3)}, auctions survey",
        MadeAt = Text(MarketTime.Now(time)), Complete = isComplete, fixtures.Withheld,
        Sources = fixtures.Kept.Select(fixture => fixture.File).Distinct().Order().Select(file => Source(sources[file])),
        Frames = fixtures.Kept.Select(fixture => new
        {
            fixture.Name, Source = Path.GetFileName(sources[fixture.File]), fixture.AppKey, Connection = fixture.Epoch, Sequence = fixture.Number,
            ReceivedAt = Text(fixture.ReceivedAt), Bytes = fixture.Bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(fixture.Bytes)),
            Redacted = fixture.IsRedacted,
        }),
    };

    private static object Source(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new { Name = Path.GetFileName(path), Bytes = file.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)) };
    }

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);

    private static bool IsFileError(Exception cause) => cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private void WriteNew(string name, byte[] bytes)
    {
        using var file = new FileStream(Path.Combine(_path, name), FileMode.CreateNew, FileAccess.Write);
        file.Write(bytes);
    }
}
