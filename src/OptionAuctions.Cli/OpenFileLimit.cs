using System.Globalization;

namespace OptionAuctions.Cli;

/// <summary>
/// The limit on the files that this process may have open, <c>ulimit -n</c>; libraries and sockets count. At the limit .NET fails in any place, with a
/// stack trace or without a word.
/// </summary>
internal static class OpenFileLimit
{
    private const int Least = 512; // a run with its simulated venue has some 230

    /// <summary>Checks the limit, where the system tells it.</summary>
    /// <exception cref="CliException">It is too low.</exception>
    public static void Check()
    {
        if (!OperatingSystem.IsLinux() || Of(File.ReadAllText("/proc/self/limits")) is not (< Least and var limit)) return;
        throw new CliException(
            $"this process may have {limit} files open, and needs {Least}: raise the limit, for example with 'ulimit -n 1024'", ExitCode.Usage);
    }

    /// <summary>Reads the limit in the text of <c>/proc/self/limits</c>; <see langword="null"/> when there is none.</summary>
    internal static int? Of(string limits)
    {
        const string name = "Max open files";
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? name;
        var soft = line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
