namespace OptionAuctions.Venue;

/// <summary>The state of one registration of a session.</summary>
/// <param name="TrId">TR, for example <c>H0ZOANC0</c>.</param>
/// <param name="Code">Code that it is for; none for notices of an account, whose id is not shown.</param>
/// <param name="RecordsSent">Records sent for it in this session.</param>
public sealed record RegistrationState(string TrId, Instrument Code, long RecordsSent);
