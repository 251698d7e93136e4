using System.Globalization;
using System.Text.Json;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The command <c>verify</c>: verifies the files of a recording.</summary>
internal static class Verification
{
    private const int MostProblems = 20; // one damage can show at many records

    public static async Task<int> RunAsync(string path, bool json, CliEnvironment environment)
    {
        var isWhole = true;
        foreach (var file in RecordingFiles.Of(path))
        {
            var found = Verify(file, out var nonsense);
            isWhole &= found is { IsWhole: true };
            if (json) await environment.Out.WriteLineAsync(Json(file, found, nonsense));
            else foreach (var line in Lines(file, found, nonsense)) await environment.Out.WriteLineAsync(line);
        }

        return isWhole ? ExitCode.Ok : ExitCode.Failed;
    }

    private static McapVerification? Verify(string file, out string? nonsense)
    {
        nonsense = null;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20, FileOptions.SequentialScan);
            return McapVerification.Verify(stream);
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            nonsense = cause.Message.ReplaceLineEndings(" ");
            return null;
        }
    }

    private static IEnumerable<string> Lines(string file, McapVerification? found, string? nonsense)
    {
        if (found is null)
        {
            yield return $"{file}: {nonsense}";
            yield break;
        }

        var state = found.IsWhole ? "whole" : found.Problems.Count > 0 ? "damaged" : "not finished";
        yield return Invariant($"{file}: {state}, {found.Messages} messages in {found.Chunks} chunks{Lost(found)}");
        foreach (var problem in found.Problems.Take(MostProblems)) yield return $"  {problem}";
        if (found.Problems.Count > MostProblems) yield return Invariant($"  and {found.Problems.Count - MostProblems} more");
        if (found.Tail is { } tail) yield return Invariant($"  torn off at byte {tail.Offset}, with {tail.Bytes} bytes left: {tail.Reason}");
    }

    private static string Lost(McapVerification found) => (found.DamagedChunks, found.LostMessages) switch
    {
        (0, _) => "",
        (var chunks, { } messages) => Invariant($", {chunks} damaged with {messages} messages lost"),
        (var chunks, null) => Invariant($", {chunks} damaged with an unknown number of messages lost"),
    };

    private static string Json(string file, McapVerification? found, string? nonsense) => JsonSerializer.Serialize(new
    {
        type = "verification", file, whole = found?.IsWhole ?? false, messages = found?.Messages ?? 0, chunks = found?.Chunks ?? 0,
        damagedChunks = found?.DamagedChunks ?? 0, lostMessages = found?.LostMessages, refused = nonsense,
        problems = found?.Problems.Take(MostProblems).Select(problem => new { offset = problem.Offset, kind = $"{problem.Kind}", detail = problem.Detail }),
        tail = found?.Tail is { } tail ? new { offset = tail.Offset, bytes = tail.Bytes, reason = $"{tail.Reason}" } : null,
    });

    private static string Invariant(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
