using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>
/// How many registrations does a session have when it is told that it has too many? Do records come before the answer, after a release, or of codes that were
/// never registered, and which registered codes stay silent?
/// </summary>
internal sealed class RegistrationsQuestion : ISurveyQuestion
{
    private const int MostPairs = 50_000;

    private readonly SortedDictionary<int, Session> _sessions = []; // by app key
    private readonly ExampleList _examples = new(4);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (!_sessions.TryGetValue(message.Source.AppKey, out var session)) _sessions[message.Source.AppKey] = session = new Session();
        if (session.Epoch != message.Source.Epoch) session.Connect(message.Source.Epoch);
        if (message.Control is { } answer) Add(answer, session);
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            session.Records++;
            if (record.Code.IsNone) continue;
            var pair = (record.Layout, record.Code);
            if (session.Active.Contains(pair)) session.WithRecords.Add(pair);
            else if (session.Released.Contains(pair)) session.AfterRelease++;
            else
            {
                session.Unregistered++;
                if (session.Early.Count < MostPairs) session.Early.Add(pair);
                _examples.Add(message);
            }
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (appKey, one) in _sessions)
            counts.Add(PrintableText.Say($"app key {appKey}"), ("mostAtOnce", one.Most), ("refusedAsTooMany", one.Refused),
                ("activeAtFirstRefusal", one.AtRefusal), ("registered", one.Ever.Count),
                ("silent", one.Ever.Count - one.WithRecords.Count), ("records", one.Records),
                ("beforeAnswer", one.BeforeAnswer), ("afterRelease", one.AfterRelease), ("notRegistered", one.Unregistered));
        var text = string.Join(' ', _sessions.Select(one => PrintableText.Say(
            $"App key {one.Key}: {one.Value.Most} registrations at once, {Refusal(one.Value)}; {one.Value.Ever.Count - one.Value.WithRecords.Count} of ")
            + PrintableText.Say($"{one.Value.Ever.Count} registered codes have no record; {one.Value.Unregistered} records of codes without an answer.")));
        return new("registrations", "open-5", _sessions.Values.Any(one => one.Ever.Count > 0) ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Refusal(Session session) => session.AtRefusal is { } active
        ? PrintableText.Say($"refused as too many with {active} of them")
        : "none refused as too many";

    private static void Add(ControlMessage answer, Session session)
    {
        if (answer.Meaning == Wire.Answer.CapReached)
        {
            session.Refused++;
            session.AtRefusal ??= session.Active.Count;
        }

        if (answer.Subject is not { Layout: { } layout, Code.IsNone: false } subject || session.Ever.Count >= MostPairs) return;
        var pair = (layout, subject.Code);
        if (answer.Meaning is Wire.Answer.Registered or Wire.Answer.AlreadyRegistered)
        {
            session.Active.Add(pair);
            session.Ever.Add(pair);
            session.Released.Remove(pair);
            if (session.Early.Remove(pair))
            {
                session.BeforeAnswer++;
                session.WithRecords.Add(pair);
            }

            session.Most = Math.Max(session.Most, session.Active.Count);
        }
        else if (answer.Meaning is Wire.Answer.Released && session.Active.Remove(pair)) session.Released.Add(pair);
    }

    private sealed class Session
    {
        public int Epoch = -1, Most;
        public int? AtRefusal;
        public long Refused, Records, BeforeAnswer, AfterRelease, Unregistered;

        public HashSet<(RecordLayout, Instrument)> Active { get; } = [];
        public HashSet<(RecordLayout, Instrument)> Ever { get; } = [];
        public HashSet<(RecordLayout, Instrument)> Released { get; } = [];
        public HashSet<(RecordLayout, Instrument)> Early { get; } = [];
        public HashSet<(RecordLayout, Instrument)> WithRecords { get; } = [];

        public void Connect(int epoch)
        {
            Epoch = epoch;
            Active.Clear();
            Released.Clear();
            Early.Clear();
        }
    }
}
