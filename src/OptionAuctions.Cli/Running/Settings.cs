using System.Globalization;
using System.Text.Json;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Running;

/// <summary>The reader of the files in the config folder and of the sources that override them.</summary>
internal static class Settings
{
    private const int MaxBytes = 1 << 20; // far more than anyone writes into them

    /// <summary>Reads appsettings.json, user secrets and the environment; each overrides those before it.</summary>
    /// <exception cref="CliException">One of them cannot be read.</exception>
    public static IConfigurationRoot Read(CliEnvironment environment)
    {
        var file = Path.Combine(environment.ConfigDirectory, "appsettings.json");
        var sources = new ConfigurationBuilder().AddJsonFile(file, optional: true);
        environment.Sources(sources);
        try
        {
            if (Path.Exists(file)) RegularFile.ReadAllBytes(file, MaxBytes); // the framework would wait for a pipe
            return sources.Build();
        }
        catch (Exception cause) when (cause is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the configuration cannot be read: {cause.Message.ReplaceLineEndings(" ")}{PlaceOf(cause)}", ExitCode.Usage);
        }
    }

    /// <summary>Where a file is no JSON, which the exception for the file does not say itself; empty when that is not what is wrong.</summary>
    private static string PlaceOf(Exception cause) => cause.GetBaseException() is JsonException { LineNumber: { } line } json
        ? string.Create(CultureInfo.InvariantCulture, $" It is not JSON from line {line + 1}, column {json.BytePositionInLine + 1} on.")
        : "";

    /// <summary>Reads akka.conf; empty when there is no such file.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static Config Akka(CliEnvironment environment)
    {
        var file = Path.Combine(environment.ConfigDirectory, "akka.conf");
        try
        {
            if (!Path.Exists(file)) return Config.Empty;
            using var text = new StreamReader(new MemoryStream(RegularFile.ReadAllBytes(file, MaxBytes)));
            return ConfigurationFactory.ParseString(text.ReadToEnd());
        }
        catch (Exception cause) // the type depends on the token that the parser does not accept
        {
            throw new CliException($"'{file}' cannot be read: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
