using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OptionAuctions.Venue.Http;

/// <summary>The HTTP application on the venue's one port: routes approval, the WebSocket on any path, and the control endpoints.</summary>
internal sealed class VenueHttp(VenueEngine engine, VenueOptions options) : IHttpApplication<HttpContext>
{
    /// <summary>Bytes of a request's body at most; a longer one is refused with 413.</summary>
    public const int LongestBody = 64 * 1024;

    private readonly WebSocketEndpoint _sockets = new(engine, options);
    private readonly VenueControl _control = new(engine);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (engine.Behaviour.RefusesConnections && !VenueControl.IsAskedFor(context)) context.Abort();
        else await RouteAsync(context);
    }

    private Task RouteAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        _ when WebSocketEndpoint.IsAskedFor(context) => OpenAsync(context),
        _ when VenueControl.IsAskedFor(context) => _control.RunAsync(context),
        ("POST", "/oauth2/Approval") => ApprovalAsync(context),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, """{"error_description":"no such address","error_code":"EGW00003"}"""),
    };

    private async Task OpenAsync(HttpContext context)
    {
        await engine.WaitAsync(engine.Behaviour.HandshakeDelay).WaitAsync(context.RequestAborted);
        await _sockets.RunAsync(context);
    }

    private async Task ApprovalAsync(HttpContext context)
    {
        var body = await BodyAsync(context);
        await engine.WaitAsync(engine.Behaviour.ApprovalDelay).WaitAsync(context.RequestAborted);
        var reply = engine.AskApproval(body);
        await AnswerAsync(context, reply.Status, reply.Body);
    }

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <see cref="LongestBody"/>, or stays away; Kestrel then answers with 413 or 408.</exception>
    internal static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    internal static Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
