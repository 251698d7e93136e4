namespace OptionAuctions.Cli.Surveys;

/// <summary>One question about the venue that a recording can answer. It sees each message once, and its memory is bounded.</summary>
internal interface ISurveyQuestion
{
    /// <summary>Takes a message over.</summary>
    void Add(in SurveyedMessage message);

    /// <summary>Returns the answer of the messages so far.</summary>
    SurveyAnswer Answer();
}
