using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>One message of a recording, taken apart once for all questions.</summary>
internal readonly ref struct SurveyedMessage
{
    /// <summary>The message as it was recorded.</summary>
    public required RecordedMessage Source { get; init; }

    /// <summary>Its envelope by our decoder, with the reason when it is refused.</summary>
    public required EnvelopeHead Head { get; init; }

    /// <summary>Its envelope as text; <see langword="null"/> when it has none.</summary>
    public EnvelopeParts? Envelope { get; init; }

    /// <summary>The answer or PINGPONG that it is; <see langword="null"/> for all else.</summary>
    public ControlMessage? Control { get; init; }

    /// <summary>Offsets at which the columns of its records end; empty without records.</summary>
    public ReadOnlySpan<int> Ends { get; init; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Source.Bytes.Span;

    /// <summary>Time of arrival, KST.</summary>
    public DateTimeOffset At => Source.ReceivedAt;

    /// <summary>Number of its records; 0 when it has none, or its columns are no multiple of the count.</summary>
    public int Records => Ends.IsEmpty || Ends.Length % Head.Count != 0 ? 0 : Head.Count;

    /// <summary>Columns of each record.</summary>
    public int Width => Records == 0 ? 0 : Ends.Length / Records;

    /// <summary>Returns a record, counted from 0.</summary>
    public SurveyedRecord this[int record] => new(
        Bytes, record == 0 ? Head.PayloadStart : Ends[(record * Width) - 1] + 1, Ends.Slice(record * Width, Width), Head.Layout!);
}
