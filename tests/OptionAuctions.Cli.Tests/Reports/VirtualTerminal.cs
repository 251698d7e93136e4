using System.Globalization;
using System.Text;
using Spectre.Console;

namespace OptionAuctions.Cli.Tests.Reports;

/// <summary>A terminal that keeps what is on its screen, as far as the table needs one: lines, wrapping, scrolling, cursor up, erasing.</summary>
public sealed class VirtualTerminal : TextWriter, IAnsiConsoleOutput
{
    private readonly List<StringBuilder> _screen = [new()];
    private readonly StringBuilder _escape = new();
    private int _row, _cells; // cells that are written in the row

    public VirtualTerminal(int width, int height)
    {
        (Width, Height) = (width, height);
        Screen = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = this });
    }

    public IAnsiConsole Screen { get; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool IsTerminal => true;

    public TextWriter Writer => this;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The lines on the screen, without the empty ones at its end.</summary>
    public IEnumerable<string> Lines =>
        string.Join('\n', _screen.Select(line => line.ToString().TrimEnd())).TrimEnd('\n').Split('\n');

    public void SetEncoding(Encoding encoding)
    {
    }

    public void Resize(int width, int height) => (Width, Height) = (width, height);

    public override void Write(string? value)
    {
        foreach (var rune in (value ?? "").EnumerateRunes()) Write(rune);
    }

    public override void Write(char value) => Write(new Rune(value));

    private void Write(Rune rune)
    {
        if (_escape.Length > 0 || rune.Value == '\e')
        {
            _escape.Append(rune.ToString());
            if (!char.IsAsciiLetter((char)rune.Value)) return;
            Control(_escape.ToString());
            _escape.Clear();
        }
        else if (rune.Value == '\n')
        {
            LineFeed();
        }
        else if (rune.Value == '\r')
        {
            _cells = 0;
        }
        else
        {
            Put(rune.ToString());
        }
    }

    private void Put(string character)
    {
        var cells = character.GetCellWidth();
        if (_cells + cells > Width) LineFeed(); // it wraps when a character comes, and not before
        var line = _screen[_row];
        var (before, at) = (0, 0);
        while (before < _cells && at < line.Length) before += line[at++].ToString().GetCellWidth();
        var (after, end) = (0, at);
        while (after < cells && end < line.Length) after += line[end++].ToString().GetCellWidth();
        line.Remove(at, end - at).Insert(at, character);
        _cells += cells;
    }

    private void LineFeed()
    {
        (_row, _cells) = (_row + 1, 0);
        if (_row == _screen.Count) _screen.Add(new StringBuilder());
        if (_screen.Count <= Height) return;
        _screen.RemoveAt(0); // into the scrollback
        _row--;
    }

    private void Control(string sequence)
    {
        var argument = sequence[2..^1];
        switch (sequence[^1])
        {
            case 'A':
                _row = Math.Max(0, _row - int.Parse(argument, CultureInfo.InvariantCulture));
                break;
            case 'H':
                (_row, _cells) = (0, 0);
                break;
            case 'J' when argument == "2":
                _screen.Clear();
                _screen.Add(new StringBuilder());
                (_row, _cells) = (0, 0);
                break;
            case 'J':
                _screen.RemoveRange(_row + 1, _screen.Count - _row - 1);
                if (_cells == 0) _screen[_row].Clear();
                break;
            case 'm':
                break;
            default:
                throw new InvalidOperationException($"the terminal does not know {sequence}");
        }
    }
}
