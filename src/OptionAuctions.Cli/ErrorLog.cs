using System.Globalization;
using Microsoft.Extensions.Logging;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli;

/// <summary>Logs as lines on standard error, stamped with market time.</summary>
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
            if (state is IEnumerable<KeyValuePair<string, object?>> kk) foreach (var p in kk) error.WriteLine($"   {p.Key} = {p.Value} ({p.Value?.GetType()})");
            var at = MarketTime.Now(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            error.WriteLine($"{at} {logLevel}: {formatter(state, exception)}{(exception is null ? "" : $" {exception.GetType().Name}: {exception.Message}")}");
        }
    }
}
