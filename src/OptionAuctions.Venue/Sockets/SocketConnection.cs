using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Sockets;

/// <summary>The sending side of a session's connection: a bounded queue, and one writer that combines what waits into as few writes as possible.</summary>
internal sealed class SocketConnection(Socket? socket, Action abort, int maxQueued) : IClientConnection
{
    private const int WriteSize = 64 * 1024;

    private readonly Channel<Outgoing> _queue = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(maxQueued) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly ArrayBufferWriter<byte> _buffer = new(WriteSize);
    private Stream _stream = Stream.Null;

    public bool Send(in Outgoing outgoing) => _queue.Writer.TryWrite(outgoing);

    public void Reset()
    {
        _queue.Writer.TryComplete();
        try
        {
            if (socket is not null) socket.LingerState = new LingerOption(true, 0); // closing then sends RST
            socket?.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the client has closed it already
        }

        abort();
    }

    /// <summary>
    /// Ends the connection after what was written, so that all of it arrives; after a reset the client may lose what it had not read.
    /// </summary>
    private void HangUp()
    {
        try
        {
            if (socket is not null) socket.Shutdown(SocketShutdown.Both);
            else abort();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the client has closed it already
        }
    }

    /// <summary>Closes the queue. What waits in it is still written.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes to a stream until the connection ends. Never throws: a broken connection is reported by the reading side.</summary>
    public async Task RunAsync(Stream stream)
    {
        _stream = stream;
        try
        {
            while (await _queue.Reader.WaitToReadAsync())
                if (!await WriteWaitingAsync())
                    return;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // the connection is gone
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var lost)) lost.Written?.TrySetResult();
        }
    }

    private async Task<bool> WriteWaitingAsync()
    {
        while (_queue.Reader.TryRead(out var outgoing))
        {
            try
            {
                for (var i = 0; i < outgoing.Times; i++) await WriteAsync(outgoing.Bytes);

                if (outgoing.Then != AfterWrite.GoOn || outgoing.Written is not null) await FlushAsync();
            }
            finally
            {
                outgoing.Written?.TrySetResult();
            }

            if (outgoing.Then == AfterWrite.HangUp) HangUp();
            if (outgoing.Then != AfterWrite.GoOn) return false;
        }

        await FlushAsync();
        return true;
    }

    /// <summary>Combines small writes in a buffer; a large one is written by itself, without a copy.</summary>
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_buffer.WrittenCount + bytes.Length > WriteSize) await FlushAsync();
        if (bytes.Length < WriteSize) _buffer.Write(bytes.Span);
        else await _stream.WriteAsync(bytes);
    }

    private async ValueTask FlushAsync()
    {
        if (_buffer.WrittenCount == 0) return;
        await _stream.WriteAsync(_buffer.WrittenMemory);
        await _stream.FlushAsync();
        _buffer.ResetWrittenCount();
    }
}
