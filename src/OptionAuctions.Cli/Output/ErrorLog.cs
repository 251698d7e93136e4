using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OptionAuctions.Cli.Output;

/// <summary>
/// A logger provider that writes lines to standard error, each with the market time; of an exception only name and message. Lines that repeat are
/// thinned and counted.
/// </summary>
/// <param name="error">The writer; it belongs to the caller.</param>
/// <param name="market">The clock of the times in the lines.</param>
/// <param name="time">The clock by which repeated lines are thinned.</param>
internal sealed class ErrorLog(TextWriter error, TimeProvider market, TimeProvider time) : ILoggerProvider
{
    private const int LongestLine = 1000, LinesOfAKind = 20, Kinds = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly RepeatLimit _limit = new(LinesOfAKind, Kinds);
    private ITimer? _timer;

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    /// <summary>Writes what is counted and not told yet.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        WriteCounts();
    }

    private void Write(LogLevel level, string text)
    {
        text = text.ReplaceLineEndings(" ");
        if (text.Length > LongestLine) text = $"{text[..LongestLine]}…";
        lock (_gate)
        {
            if (!_limit.IsCounting) StartInterval();
            if (_limit.Admits($"{NameOf(level)}: {text}")) WriteLine($"{NameOf(level)}: {text}");
        }
    }

    private void StartInterval()
    {
        _timer ??= time.CreateTimer(_ => WriteCounts(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }

    private void WriteCounts()
    {
        lock (_gate)
        {
            foreach (var (line, leftOut) in _limit.NextInterval())
                WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line} (and {leftOut} more like it in {Interval.TotalSeconds:0} s)"));
        }
    }

    private void WriteLine(string line) => error.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{MarketTime.Now(market):HH:mm:ss} {line}"));

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error or LogLevel.Critical => "error",
        _ => "debug",
    };

    private sealed class Lines(ErrorLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var source = (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(value => value.Key == "LogSource").Value?.ToString();
            if (logLevel < LogLevel.Warning && source?.StartsWith("CoordinatedShutdown", StringComparison.Ordinal) == true)
                return; // the end of a run is expected and not worth a log line

            var cause = exception?.GetBaseException() is { } root ? $": {root.GetType().Name}: {root.Message}" : "";
            log.Write(logLevel, $"{MessageIn(formatter(state, exception), source)}{cause}");
        }

        /// <summary>Returns the message of a log text: Akka writes level, time, thread and source before its message, and the stack trace after it.</summary>
        private static string MessageIn(string text, string? source)
        {
            if (source is null) return text;
            var prefix = $"[{source}] ";
            var begin = text.IndexOf(prefix, StringComparison.Ordinal);
            if (begin >= 0) text = text[(begin + prefix.Length)..];
            var stack = text.IndexOf("\nCause: ", StringComparison.Ordinal);
            return stack < 0 ? text : text[..stack].TrimEnd();
        }
    }
}
