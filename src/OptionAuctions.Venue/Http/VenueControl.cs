using Microsoft.AspNetCore.Http;

namespace OptionAuctions.Venue.Http;

/// <summary>
/// The control endpoints, which the real venue does not have: <c>GET /venue/state</c>, <c>GET /venue/scenarios</c> and <c>POST /venue/scenario</c> with
/// a <see cref="ScenarioRequest"/>.
/// </summary>
internal sealed class VenueControl(VenueEngine engine)
{
    private const string Get = "GET", Post = "POST";

    public static bool IsAskedFor(HttpContext context) => context.Request.Path.StartsWithSegments("/venue", StringComparison.Ordinal);

    public async Task RunAsync(HttpContext context)
    {
        var answer = ControlAccess.RefusalOf(context.Request) is { } reason
            ? ControlAnswer.Refused(StatusCodes.Status403Forbidden, reason)
            : await AnswerAsync(context);
        await VenueHttp.AnswerAsync(context, answer.Status, answer.Json);
    }

    private async Task<ControlAnswer> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        var method = path switch
        {
            "/venue/state" or "/venue/scenarios" => Get,
            "/venue/scenario" => Post,
            _ => null,
        };
        if (method is null)
            return ControlAnswer.Refused(
                StatusCodes.Status404NotFound, "GET /venue/state, GET /venue/scenarios and POST /venue/scenario are all there is");
        if (context.Request.Method != method)
        {
            context.Response.Headers.Allow = method;
            return ControlAnswer.Refused(StatusCodes.Status405MethodNotAllowed, $"{path} is for {method}");
        }

        return path switch
        {
            "/venue/state" => new ControlAnswer(StatusCodes.Status200OK, StateJson.Of(engine.State(), engine.Scenario)),
            "/venue/scenarios" => new ControlAnswer(StatusCodes.Status200OK, StateJson.Of(ScenarioCatalog.BuiltIn)),
            _ when !context.Request.HasJsonContentType() => ControlAnswer.Refused(
                StatusCodes.Status415UnsupportedMediaType, "the body is JSON, with Content-Type application/json"),
            _ => Play(ScenarioRequest.Read(await VenueHttp.BodyAsync(context))),
        };
    }

    private ControlAnswer Play(ScenarioRequest? request)
    {
        if (request is null)
            return ControlAnswer.Refused(
                StatusCodes.Status400BadRequest, """the body is {"scenario":"<name>"} or {"text":"<a whole scenario>"}""");
        try
        {
            var scenario = request.Text is { } text ? Scenario.Parse(text, "text") : ScenarioCatalog.BuiltIn.Find(request.Name!);
            if (scenario is null)
                return ControlAnswer.Refused(
                    StatusCodes.Status404NotFound, $"no scenario is called '{request.Name}'; GET /venue/scenarios lists them");
            engine.Play(scenario);
            return new ControlAnswer(StatusCodes.Status200OK, StateJson.Of(scenario));
        }
        catch (Exception e) when (e is ScenarioException or ArgumentException) // it cannot be read, or not be played
        {
            return ControlAnswer.Refused(StatusCodes.Status400BadRequest, e.Message);
        }
    }
}
