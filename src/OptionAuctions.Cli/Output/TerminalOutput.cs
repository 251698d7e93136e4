using System.Text;
using Spectre.Console;

namespace OptionAuctions.Cli.Output;

/// <summary>The terminal of the process as Spectre.Console sees it: its size, and the queue through which everything is written to it.</summary>
internal sealed class TerminalOutput(OutputQueue queue) : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput _size = new(TextWriter.Null); // the size is read from the system's console, whatever the writer

    public TextWriter Writer => queue;

    public bool IsTerminal => true;

    public int Width => _size.Width;

    public int Height => _size.Height;

    public void SetEncoding(Encoding encoding)
    {
        // the queue has the terminal's own
    }
}
