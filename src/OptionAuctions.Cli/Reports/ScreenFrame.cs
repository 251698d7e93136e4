using Spectre.Console;
using Spectre.Console.Rendering;

namespace OptionAuctions.Cli.Reports;

/// <summary>
/// Pages that are painted in a terminal one over another, so that nothing is left of the one before. The cursor stays visible below the page: a
/// process that is killed could not show it again.
/// </summary>
internal sealed class ScreenFrame
{
    private const string EraseBelow = "\e[J", EraseAll = "\e[2J\e[H";

    private int _lines; // of the page that is on the screen
    private (int Width, int Height) _size;

    /// <summary>Paints a page over the last one. Its lines are as wide as the terminal, and fewer than that has.</summary>
    public void Paint(IAnsiConsole screen, IRenderable page)
    {
        // In a terminal of another size the lines of the last page have moved, nobody knows where to.
        var size = (screen.Profile.Width, screen.Profile.Height);
        if (_lines > 0) screen.Write(new ControlCode(size == _size ? FormattableString.Invariant($"\r\e[{_lines}A") : EraseAll));
        _size = size;
        _lines = page.GetSegments(screen).Sum(segment => segment.Text.Count(character => character == '\n'));
        screen.Write(page);
        screen.Write(new ControlCode(EraseBelow));
    }
}
