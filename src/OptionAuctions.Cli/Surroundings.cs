using System.Text;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace OptionAuctions.Cli;

/// <summary>Everything outside itself that a command touches. A test hands in its own.</summary>
internal sealed record Surroundings
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where logs and complaints go. Safe to write from any thread.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal that results are painted on; <see langword="null"/> when there is none.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>Adds what stands between the configuration file and the command line: user secrets, then the environment.</summary>
    public required Action<IConfigurationBuilder> Sources { get; init; }

    /// <summary>Folder of appsettings.json and akka.conf.</summary>
    public string ConfigDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>The clock that <c>--for</c> is measured on: real time, whatever the clock of a venue in the process says.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own.</summary>
    public static Surroundings OfTheProcess() => new()
    {
        Out = new StreamWriter(StandardOutput.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)),
        Error = Console.Error,
        Screen = Terminal(),
        Sources = sources => sources.AddUserSecrets("option-auctions").AddEnvironmentVariables(),
    };

    private static IAnsiConsole? Terminal()
    {
        if (Console.IsOutputRedirected) return null;
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        return screen.Profile.Capabilities.Ansi ? screen : null;
    }
}
