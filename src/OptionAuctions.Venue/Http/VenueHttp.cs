using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OptionAuctions.Venue.Http;

/// <summary>What a request to the venue's port is for. One port for all: approval, and the WebSocket on any path.</summary>
internal sealed class VenueHttp(VenueEngine engine, VenueOptions options) : IHttpApplication<HttpContext>
{
    private const int LongestBody = 16 * 1024;
    private readonly WebSocketEndpoint _sockets = new(engine, options);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public Task ProcessRequestAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        _ when WebSocketEndpoint.IsAskedFor(context) => _sockets.RunAsync(context),
        ("POST", "/oauth2/Approval") => ApprovalAsync(context),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, """{"error_description":"no such address","error_code":"EGW00003"}"""),
    };

    private async Task ApprovalAsync(HttpContext context)
    {
        var reply = engine.AskApproval(await BodyAsync(context));
        await AnswerAsync(context, reply.Status, reply.Body);
    }

    /// <summary>The body, up to its bound; what is longer is cut, and then is not JSON.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        var buffer = new byte[LongestBody];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, LongestBody, throwOnEndOfStream: false, context.RequestAborted);
        return buffer.AsMemory(0, length);
    }

    private static Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
