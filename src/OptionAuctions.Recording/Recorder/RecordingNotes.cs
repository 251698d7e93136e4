using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>The notes that a recorder writes between messages, as MCAP metadata records.</summary>
internal static class RecordingNotes
{
    /// <summary>Name of the note that a connection begins; the running numbers of its messages begin at 1.</summary>
    public const string Connection = "connection";

    /// <summary>Name of the note that messages are missing here.</summary>
    public const string Gap = "gap";

    /// <summary>Name of the note, at the begin of a file, that says what is recorded.</summary>
    public const string Source = "source";

    public const string AppKey = "app-key", Epoch = "epoch", Skipped = "skipped", From = "from", To = "to", Reason = "reason";

    public static Dictionary<string, string> OfConnection(int appKey, int epoch) => new() { [AppKey] = Text(appKey), [Epoch] = Text(epoch) };

    public static Dictionary<string, string> OfGap(SkippedMessages skipped, string reason) => new()
    {
        [Skipped] = Text(skipped.Count), [From] = Time(skipped.From), [To] = Time(skipped.To), [Reason] = reason,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(ulong nanoseconds) =>
        McapTime.ToDateTimeOffset(nanoseconds).ToOffset(MarketTime.Offset).ToString("O", CultureInfo.InvariantCulture);
}
