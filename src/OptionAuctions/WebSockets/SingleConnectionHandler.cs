using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace OptionAuctions.WebSockets;

/// <summary>
/// The HTTP handler of one request: it makes one TCP connection, to the address that was asked for or a named proxy, and sends the request once.
/// </summary>
/// <remarks>
/// Whatever else the framework does by itself is off: the proxy of the environment, redirects, cookies, decompression, tracing headers, certificates
/// downloaded from elsewhere, a second use of the connection. It repeats a request that the server hung up on, up to three times, and has no setting
/// against that: the second connection is refused here.
/// </remarks>
internal static class SingleConnectionHandler
{
    /// <summary>Creates a handler, as <see cref="HttpHandlerFactory"/> says.</summary>
    public static SocketsHttpHandler Create(Uri? proxy = null, IConnectionCounter? counter = null, CancellationToken stop = default)
    {
        var connections = 0;
        return new SocketsHttpHandler
        {
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : new WebProxy(proxy),
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseDrainSize = 0,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
            },
            ConnectCallback = (context, ended) => Interlocked.Increment(ref connections) == 1
                ? ConnectAsync(context.DnsEndPoint, counter, ended, stop)
                : throw new IOException("the server closed the connection without an answer"),
        };
    }

    private static async ValueTask<Stream> ConnectAsync(EndPoint server, IConnectionCounter? counter, CancellationToken ended, CancellationToken stop)
    {
        // The framework would go on connecting for five seconds after its request was given up.
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ended, stop);
        var takeBack = counter?.Count(); // before the connection is made, so that one that crashes the process counts too
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server, both.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket?.Dispose();
            takeBack?.Invoke();
            throw;
        }
    }
}
