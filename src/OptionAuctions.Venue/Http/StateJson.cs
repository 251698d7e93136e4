using System.Text;
using System.Text.Json;

namespace OptionAuctions.Venue.Http;

/// <summary>Writes the venue's state as JSON: the members of <see cref="VenueState"/> in camel case.</summary>
internal static class StateJson
{
    public static string Of(VenueState state, Scenario scenario) => Write(json =>
    {
        json.WriteString("now", state.Now);
        json.WriteString("scenario", scenario.Name);
        json.WriteStartArray("sessions");
        foreach (var session in state.Sessions) Session(json, session);
        json.WriteEndArray();
        json.WriteStartObject("sentByCode");
        foreach (var (code, records) in state.SentByCode.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal))
            json.WriteNumber(code.ToString(), records);
        json.WriteEndObject();
        Counters(json, state.Counters);
        if (state.Replay is { } replay) Replay(json, replay);
    });

    public static string Of(Scenario scenario) => Write(json => Scenario(json, scenario));

    public static string Of(ScenarioCatalog catalog) => Write(json =>
    {
        json.WriteStartArray("scenarios");
        foreach (var scenario in catalog.All)
        {
            json.WriteStartObject();
            Scenario(json, scenario);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static string Error(string reason) => Write(json => json.WriteString("error", reason));

    private static void Scenario(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteString("scenario", scenario.Name);
        json.WriteString("says", scenario.Summary);
    }

    private static void Session(Utf8JsonWriter json, SessionState session)
    {
        json.WriteStartObject();
        json.WriteNumber("id", session.Id);
        json.WriteString("path", session.Path);
        json.WriteString("end", session.End.ToString());
        if (session.CloseCode is { } code) json.WriteNumber("closeCode", code);
        else json.WriteNull("closeCode");
        json.WriteBoolean("holdsSlot", session.HoldsSlot);
        json.WriteStartArray("registrations");
        foreach (var registration in session.Registrations)
        {
            json.WriteStartObject();
            json.WriteString("trId", registration.TrId);
            json.WriteString("code", registration.Code.ToString());
            json.WriteNumber("recordsSent", registration.RecordsSent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("framesSent", session.FramesSent);
        json.WriteNumber("recordsSent", session.RecordsSent);
        json.WriteNumber("answersSent", session.AnswersSent);
        json.WriteNumber("pingPongsSent", session.PingPongsSent);
        json.WriteNumber("pingPongsAnswered", session.PingPongsAnswered);
        json.WriteNumber("pingPongsEchoed", session.PingPongsEchoed);
        json.WriteNumber("requestsReceived", session.RequestsReceived);
        json.WriteEndObject();
    }

    private static void Counters(Utf8JsonWriter json, VenueCounters counters)
    {
        json.WriteStartObject("counters");
        json.WriteNumber("sessionsOpened", counters.SessionsOpened);
        json.WriteNumber("sessionsEnded", counters.SessionsEnded);
        json.WriteNumber("approvalsGranted", counters.ApprovalsGranted);
        json.WriteNumber("approvalsRefused", counters.ApprovalsRefused);
        json.WriteNumber("framesSent", counters.FramesSent);
        json.WriteNumber("recordsSent", counters.RecordsSent);
        json.WriteNumber("answersSent", counters.AnswersSent);
        json.WriteNumber("pingPongsSent", counters.PingPongsSent);
        json.WriteNumber("requestsWaiting", counters.RequestsWaiting);
        json.WriteStartObject("answersByCode");
        foreach (var (code, answers) in counters.AnswersByCode) json.WriteNumber(code, answers);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Replay(Utf8JsonWriter json, ReplayState replay)
    {
        json.WriteStartObject("replay");
        json.WriteBoolean("hasBegun", replay.HasBegun);
        json.WriteNumber("played", replay.Played);
        json.WriteNumber("sentToAll", replay.SentToAll);
        json.WriteBoolean("isOver", replay.IsOver);
        json.WriteString("failure", replay.Failure);
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
