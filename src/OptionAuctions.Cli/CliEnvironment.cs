using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Output;
using Spectre.Console;

namespace OptionAuctions.Cli;

/// <summary>The outside world of a command: output, terminal, configuration and clock. A test provides its own.</summary>
internal sealed record CliEnvironment
{
    /// <summary>The writer for results.</summary>
    public required OutputQueue Out { get; init; }

    /// <summary>The writer for logs and error sentences.</summary>
    public required OutputQueue Error { get; init; }

    /// <summary>The terminal on which results are displayed, through <see cref="Out"/>; <see langword="null"/> when there is none.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>
    /// Adds the configuration sources that override the configuration file and are overridden by the command line: user secrets, then the
    /// environment.
    /// </summary>
    public required Action<IConfigurationBuilder> Sources { get; init; }

    /// <summary>The folder of appsettings.json and akka.conf.</summary>
    public string ConfigDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>The clock that <c>--for</c> is measured on: real time, whatever time the clock of a venue in the process shows.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Creates the environment of this process.</summary>
    public static CliEnvironment ForProcess()
    {
        var output = new OutputQueue(StandardStream.Output(), QueueKind.Waits, Console.IsOutputRedirected ? null : Console.OutputEncoding);
        return new()
        {
            Out = output,
            Error = new OutputQueue(StandardStream.Error(), QueueKind.Drops, Console.IsErrorRedirected ? null : Console.OutputEncoding),
            Screen = Console.IsOutputRedirected ? null : Terminal(output),
            Sources = sources => sources.AddUserSecrets("option-auctions").AddEnvironmentVariables(),
        };
    }

    private static IAnsiConsole? Terminal(OutputQueue output)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new TerminalOutput(output) });
        return screen.Profile.Capabilities.Ansi ? screen : null;
    }
}
