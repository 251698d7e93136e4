using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>TLS in front of a venue, on loopback, with a certificate that is made for the test and that nobody trusts by himself.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = NewCertificate();
    private readonly Uri _venue;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    private TlsFront(Uri venue)
    {
        _venue = venue;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new UriBuilder(_venue) { Scheme = "wss", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>The certificate, as a file of trusted ones has it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    public static TlsFront Of(Uri venue) => new(venue);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _certificate.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a venue in a test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            await using (var secure = new SslStream(client.GetStream()))
            {
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await server.ConnectAsync(_venue.Host, _venue.Port, _stop.Token);
                await Task.WhenAny(
                    secure.CopyToAsync(server.GetStream(), _stop.Token), server.GetStream().CopyToAsync(secure, _stop.Token));
            }
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or SocketException)
        {
            // the client does not trust the certificate, or either side is gone
        }
    }
}
