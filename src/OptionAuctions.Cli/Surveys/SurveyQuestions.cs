using OptionAuctions.Cli.Surveys.Questions;

namespace OptionAuctions.Cli.Surveys;

/// <summary>The questions of a survey, in the order in which they are answered.</summary>
internal static class SurveyQuestions
{
    /// <summary>Returns them, without a message yet.</summary>
    public static IReadOnlyList<ISurveyQuestion> All() =>
    [
        // The shape of a record.
        new WidthsQuestion(), new ColumnsQuestion(), new SignQuestion(), new PreviousCloseQuestion(), new TicksQuestion(), new CodesQuestion(),

        // The call.
        new PhaseCodesQuestion(), new PhaseChangesQuestion(), new NoPriceQuestion(), new HoursQuestion(), new SilenceQuestion(), new ConflationQuestion(),
        new AgeQuestion(), new RecordTimeQuestion(), new DuplicatesQuestion(),

        // Messages and sessions.
        new EnvelopesQuestion(), new RecordsPerMessageQuestion(), new OrderQuestion(), new EncodingQuestion(), new RefusalsQuestion(),
        new UnknownMessagesQuestion(), new AnswersQuestion(), new RegistrationsQuestion(), new PingPongQuestion(), new ConnectionsQuestion(),
    ];
}
