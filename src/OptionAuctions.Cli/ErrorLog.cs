using System.Globalization;
using Microsoft.Extensions.Logging;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli;

/// <summary>Logs as lines on standard error, stamped with market time; an exception by its name and message only.</summary>
internal sealed class ErrorLog(TextWriter error, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(error, time);

    public void Dispose()
    {
        // the writer is not ours
    }

    private sealed class Lines(TextWriter error, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var source = (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(value => value.Key == "LogSource").Value?.ToString();
            if (logLevel < LogLevel.Warning && source?.StartsWith("CoordinatedShutdown", StringComparison.Ordinal) == true) return; // that a run ends is no news

            var at = MarketTime.Now(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var cause = exception?.GetBaseException() is { } root ? $": {root.GetType().Name}: {root.Message}" : "";
            error.WriteLine($"{at} {Word(logLevel)}: {WithoutFrame(formatter(state, exception), source)}{cause}".ReplaceLineEndings(" "));
        }

        /// <summary>Akka writes level, time, thread and source before its message, and the stack behind it.</summary>
        private static string WithoutFrame(string text, string? source)
        {
            if (source is null) return text;
            var head = $"[{source}] ";
            var begin = text.IndexOf(head, StringComparison.Ordinal);
            if (begin >= 0) text = text[(begin + head.Length)..];
            var stack = text.IndexOf("\nCause: ", StringComparison.Ordinal);
            return stack < 0 ? text : text[..stack].TrimEnd();
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            LogLevel.Error or LogLevel.Critical => "error",
            _ => "debug",
        };
    }
}
