using System.Net.WebSockets;
using System.Security.Cryptography;

namespace OptionAuctions.Connection;

/// <summary>All that goes out on a connection: one frame after the other, masked, and none behind our close.</summary>
/// <param name="stream">Where to.</param>
/// <param name="close">What may still go out.</param>
internal sealed class FrameSender(Stream stream, CloseHandshake close) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // a stalled line takes no close frame

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _gone = new();
    private byte[] _frame = new byte[1024];
    private bool _inMessage;

    /// <summary>Sends a message, or a part of one, as text: the venue wants nothing else.</summary>
    /// <exception cref="WebSocketException">The line broke, or no message may go out any more.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> text, bool isLast, CancellationToken stop) => InTurnAsync(FrameKind.Text, isLast, text, stop);

    /// <summary>Sends our close, unless one was sent.</summary>
    /// <exception cref="WebSocketException">The line broke, or was let go.</exception>
    public ValueTask SendCloseAsync(byte[] payload, CancellationToken stop) => InTurnAsync(FrameKind.Close, true, payload, stop);

    /// <summary>Sends a ping or a pong, unless the end has begun. Never throws: the reader says when the line is gone.</summary>
    public async Task SendControlAsync(FrameKind kind, byte[] payload)
    {
        try
        {
            await InTurnAsync(kind, true, payload, _gone.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // see above
        }
    }

    /// <summary>Answers the venue's close, or its breach of the protocol, unless ours is out already. The line may be gone, which is then no matter.</summary>
    public async Task AnswerCloseAsync(byte[] payload, CancellationToken stop)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, _gone.Token);
            patience.CancelAfter(Patience);
            await SendCloseAsync(payload, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // it is over in any case
        }
    }

    /// <summary>Lets go: pings and answers that wait for their turn give up.</summary>
    public void Dispose() => _gone.Cancel(); // the semaphore stays: whoever waits there still has to come out

    private async ValueTask InTurnAsync(FrameKind kind, bool isLast, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        await _sending.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (!Admit(kind)) return;
            await WriteAsync(kind == FrameKind.Text && _inMessage ? FrameKind.Continuation : kind, isLast, payload, stop).ConfigureAwait(false);
            if (kind == FrameKind.Text) _inMessage = !isLast;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Whether a frame may go out now. With a close it has.</summary>
    private bool Admit(FrameKind kind) => kind switch
    {
        FrameKind.Close => close.Send(),
        FrameKind.Ping or FrameKind.Pong => close.MayPing,
        _ when close.MaySpeak => true,
        _ => throw new WebSocketException(WebSocketError.InvalidState, $"the socket is {close.State}"),
    };

    private async ValueTask WriteAsync(FrameKind kind, bool isLast, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var size = FrameWriter.SizeOf(payload.Length);
        if (_frame.Length < size) _frame = new byte[size];
        var written = Encode(kind, isLast, payload.Span);
        try
        {
            await stream.WriteAsync(_frame.AsMemory(0, written), stop).ConfigureAwait(false);
            await stream.FlushAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, e);
        }
    }

    private int Encode(FrameKind kind, bool isLast, ReadOnlySpan<byte> payload)
    {
        // RFC 6455 wants masks that nobody can foresee. A line sends a few frames a minute, so nothing is gained by a cheaper source.
        Span<byte> mask = stackalloc byte[FrameWriter.MaskSize];
        RandomNumberGenerator.Fill(mask);
        return FrameWriter.Write(_frame, kind, isLast, payload, mask);
    }
}
