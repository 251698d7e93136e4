using System.Text;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A writer that keeps its lines, and can be waited on for one.</summary>
public sealed class LineLog : TextWriter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly StringBuilder _unfinished = new();
    private readonly List<Waiter> _waiters = [];

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>True when the text so far ends with a whole line.</summary>
    public bool IsEndOfLine
    {
        get
        {
            lock (_gate) return _unfinished.Length == 0;
        }
    }

    public string Text => string.Join('\n', Lines);

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value != '\n')
            {
                _unfinished.Append(value);
                return;
            }

            _lines.Add(_unfinished.ToString().TrimEnd('\r'));
            _unfinished.Clear();
            foreach (var waiter in _waiters.Where(waiter => waiter.From < _lines.Count && waiter.Wants(_lines[^1])).ToArray())
            {
                _waiters.Remove(waiter);
                waiter.Found.TrySetResult(_lines.Count);
            }
        }
    }

    public override void Write(string? value)
    {
        lock (_gate)
            foreach (var c in value ?? "") Write(c);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    /// <summary>Waits for a line that is behind the first <paramref name="from"/>.</summary>
    /// <returns>How many lines there are up to and with it.</returns>
    public async Task<int> WhenAsync(Func<string, bool> wants, int from = 0)
    {
        Waiter waiter;
        lock (_gate)
        {
            var found = _lines.FindIndex(Math.Min(from, _lines.Count), line => wants(line));
            if (found >= 0) return found + 1;
            _waiters.Add(waiter = new Waiter(wants, from, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        try
        {
            return await waiter.Found.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"that line never came; what came last:\n{string.Join('\n', Lines.TakeLast(20))}");
        }
    }

    private sealed record Waiter(Func<string, bool> Wants, int From, TaskCompletionSource<int> Found);
}
