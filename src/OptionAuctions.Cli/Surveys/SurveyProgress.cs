using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Surveys;

/// <summary>Lines of progress: every two seconds, so that a short survey has none.</summary>
/// <param name="time">The clock.</param>
/// <param name="output">Where they are written.</param>
/// <param name="length">Bytes of all files.</param>
internal sealed class SurveyProgress(TimeProvider time, OutputQueue output, long length)
{
    private const int MessagesPerLook = 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly long _began = time.GetTimestamp();
    private long _said = time.GetTimestamp();

    /// <summary>Says how far the reading is, if it is time to.</summary>
    /// <param name="messages">Messages that were read.</param>
    /// <param name="position">Bytes that were passed.</param>
    public void Tick(long messages, long position)
    {
        if (messages % MessagesPerLook != 0 || time.GetElapsedTime(_said) < Interval) return;
        _said = time.GetTimestamp();
        output.WriteLine(Line(messages, position, time.GetElapsedTime(_began).TotalSeconds));
    }

    private string Line(long messages, long position, double seconds)
    {
        var share = length == 0 ? 1 : Math.Min(1, (double)position / length);
        var left = share > 0 ? PrintableText.Say($", some {seconds * (1 - share) / share:0} s left") : "";
        return PrintableText.Say($"auctions: {messages} messages, {messages / seconds:0} a second, {share * 100:0} %{left}");
    }
}
