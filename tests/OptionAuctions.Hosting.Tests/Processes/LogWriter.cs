using System.Text;
using Microsoft.Extensions.Logging;

namespace OptionAuctions.Hosting.Tests.Processes;

/// <summary>A text writer whose lines are written to a log.</summary>
internal sealed class LogWriter(ILogger log) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override Task WriteLineAsync(string? value)
    {
        log.LogInformation("the loop wrote {Line}", value);
        return Task.CompletedTask;
    }
}
