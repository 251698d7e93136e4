using System.Text;
using Microsoft.AspNetCore.Http;

namespace OptionAuctions.Venue.Http;

/// <summary>
/// The control endpoints, which the real venue does not have: <c>GET /venue/state</c>, <c>GET /venue/scenarios</c> and
/// <c>POST /venue/scenario</c>, whose body is a name of the catalogue or a whole scenario.
/// </summary>
internal sealed class VenueControl(VenueEngine engine)
{
    public static bool IsAskedFor(HttpContext context) => context.Request.Path.StartsWithSegments("/venue", StringComparison.Ordinal);

    public async Task RunAsync(HttpContext context)
    {
        var (status, json) = (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/venue/state") => (StatusCodes.Status200OK, StateJson.Of(engine.State(), engine.Scenario)),
            ("GET", "/venue/scenarios") => (StatusCodes.Status200OK, StateJson.Of(ScenarioCatalog.BuiltIn)),
            ("POST", "/venue/scenario") => Play(Encoding.UTF8.GetString((await VenueHttp.BodyAsync(context)).Span)),
            _ => (StatusCodes.Status404NotFound, StateJson.Error(
                "GET /venue/state, GET /venue/scenarios and POST /venue/scenario are all there is")),
        };
        await VenueHttp.AnswerAsync(context, status, json);
    }

    private (int Status, string Json) Play(string body)
    {
        try
        {
            var scenario = body.Trim().Contains('\n') ? Scenario.Parse(body, "body") : ScenarioCatalog.BuiltIn.Find(body.Trim());
            if (scenario is null)
                return (StatusCodes.Status404NotFound, StateJson.Error($"no scenario is called '{body.Trim()}'; GET /venue/scenarios lists them"));
            engine.Play(scenario);
            return (StatusCodes.Status200OK, StateJson.Of(scenario));
        }
        catch (ScenarioException e)
        {
            return (StatusCodes.Status400BadRequest, StateJson.Error(e.Message));
        }
    }
}
