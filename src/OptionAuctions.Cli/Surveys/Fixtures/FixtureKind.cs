using System.Text;
using OptionAuctions.Cli.Surveys.Questions;
using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Fixtures;

/// <summary>The kind of a message as the first part of a fixture's name: TR, phase code and what is unusual about it, or the code of an answer.</summary>
internal static class FixtureKind
{
    /// <summary>Returns the kind; <see langword="null"/> for a message that is no fixture, since it is cut, or nobody knows what it may hold.</summary>
    public static string? Of(in SurveyedMessage message)
    {
        if (message.Source.Kind == MessageKind.Cut) return null;
        if (message.Control is { IsPingPong: true }) return "pingpong";
        if (message.Control is { } control && AnswersQuestion.IsAnswer(control))
            return RecordLayout.Named(control.TrId) is null && control.Subject.IsForeign ? null : $"answer-{Safe(control.MessageCode)}";
        if (!MessageRedaction.IsMarketData(message)) return null;
        if (message.Head.Layout is not { } layout) return $"{message.Envelope?.Tr}-refused-{message.Head.Error}";
        if (message.Records == 0) return $"{layout.TrId}-no-multiple";
        var record = message[0];
        var phase = layout.ColumnOf(RecordRole.Phase) == 0 ? "" : $"-{Safe(PhaseCodesQuestion.TextOf(record))}";
        var (many, text) = (message.Records > 1 ? "-many" : "", Ascii.IsValid(message.Bytes) ? "" : "-not-ascii");
        return $"{layout.TrId}{phase}{Width(message, layout)}{many}{Price(record)}{text}";
    }

    private static string Width(in SurveyedMessage message, RecordLayout layout) =>
        message.Width == layout.Width ? "" : PrintableText.Say($"-{message.Width}-columns");

    private static string Price(in SurveyedRecord record) => record.Layout.ColumnOf(RecordRole.Price) == 0 ? ""
        : record.Number(RecordRole.Price) is not > 0 ? "-no-price"
        : record.Of(RecordRole.Sign) is [(byte)'4'] or [(byte)'5'] ? "-fall"
        : "";

    private static string Safe(string text) => text.Length == 0 ? "none" : string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
}
