using Akka.Configuration;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Cli.Running;

/// <summary>The files of the config folder, and what overrules them.</summary>
internal static class Settings
{
    /// <summary>appsettings.json, user secrets, environment: each overrules those before it.</summary>
    /// <exception cref="CliException">One of them cannot be read.</exception>
    public static IConfigurationRoot Read(Surroundings around)
    {
        var sources = new ConfigurationBuilder().AddJsonFile(Path.Combine(around.ConfigDirectory, "appsettings.json"), optional: true);
        around.Sources(sources);
        try
        {
            return sources.Build();
        }
        catch (Exception cause) when (cause is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the configuration cannot be read: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    /// <summary>akka.conf; nothing when there is none.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static Config Akka(Surroundings around)
    {
        var file = Path.Combine(around.ConfigDirectory, "akka.conf");
        try
        {
            return File.Exists(file) ? ConfigurationFactory.ParseString(File.ReadAllText(file)) : Config.Empty;
        }
        catch (Exception cause) // the parser throws whatever its tokens make it throw
        {
            throw new CliException($"'{file}' cannot be read: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
