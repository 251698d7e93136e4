using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OptionAuctions.Cli;

/// <summary>A logger provider that writes lines to standard error, each with the market time; of an exception only name and message.</summary>
internal sealed class ErrorLog(TextWriter error, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(error, time);

    public void Dispose()
    {
        // the writer belongs to the caller
    }

    private sealed class Lines(TextWriter error, TimeProvider time) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var source = (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(value => value.Key == "LogSource").Value?.ToString();
            if (logLevel < LogLevel.Warning && source?.StartsWith("CoordinatedShutdown", StringComparison.Ordinal) == true)
                return; // the end of a run is expected and not worth a log line

            var at = MarketTime.Now(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var cause = exception?.GetBaseException() is { } root ? $": {root.GetType().Name}: {root.Message}" : "";
            error.WriteLine($"{at} {NameOf(logLevel)}: {MessageIn(formatter(state, exception), source)}{cause}".ReplaceLineEndings(" "));
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

        private static string NameOf(LogLevel level) => level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            LogLevel.Error or LogLevel.Critical => "error",
            _ => "debug",
        };
    }
}
