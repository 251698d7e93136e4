using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Tests.Output;

/// <summary>The stream over real descriptors.</summary>
public sealed class StandardStreamSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_pipe_that_does_not_block_loses_and_cuts_nothing()
    {
        if (!OperatingSystem.IsLinux()) return; // the numbers below are those of Linux
        using var pipe = new InheritablePipe(writeEndBlocks: false);
        using var reader = new FileStream(pipe.ReadEnd, FileAccess.Read);
        var sent = new byte[1_000_000];
        new Random(7).NextBytes(sent);

        var writing = Task.Run(() =>
        {
            var stream = new StandardStream(pipe.WriteEnd);
            foreach (var piece in new LinePieces(sent, 4096)) stream.Write(piece);
        });
        var received = new byte[sent.Length];
        await reader.ReadExactlyAsync(received).AsTask().WaitAsync(Patience);
        await writing.WaitAsync(Patience);

        Assert.Equal(sent, received);
    }

    [Fact]
    public void A_pipe_whose_reader_is_gone_is_told()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var pipe = new InheritablePipe(writeEndBlocks: true);
        pipe.ReadEnd.Dispose();

        var cause = Assert.Throws<IOException>(() => new StandardStream(pipe.WriteEnd).Write("a line\n"u8));

        Assert.True(StandardStream.IsReaderGone(cause));
    }

    [Fact]
    public void A_descriptor_that_the_runtime_opened_is_not_taken_for_one_that_was_inherited()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var file = File.OpenHandle(typeof(StandardStreamSpecs).Assembly.Location);

        Assert.False(new StandardStream((int)file.DangerousGetHandle()).CanWrite);
    }

    /// <summary>A pipe whose write end looks as if it were inherited.</summary>
    private sealed class InheritablePipe : IDisposable
    {
        private const int CloseOnExec = 0x80000, NonBlocking = 0x800, SetDescriptorFlags = 2, SetStatusFlags = 4; // O_CLOEXEC, O_NONBLOCK, F_SETFD, F_SETFL
        private readonly SafeFileHandle _writeEnd;

        public InheritablePipe(bool writeEndBlocks)
        {
            var ends = new int[2];
            Assert.Equal(0, Pipe(ends, CloseOnExec));
            (ReadEnd, _writeEnd, WriteEnd) = (new SafeFileHandle(ends[0], ownsHandle: true), new SafeFileHandle(ends[1], ownsHandle: true), ends[1]);
            Assert.Equal(0, Control(WriteEnd, SetDescriptorFlags, 0));
            if (!writeEndBlocks) Assert.Equal(0, Control(WriteEnd, SetStatusFlags, NonBlocking));
        }

        public SafeFileHandle ReadEnd { get; }

        public int WriteEnd { get; }

        public void Dispose()
        {
            ReadEnd.Dispose();
            _writeEnd.Dispose();
        }

        [DllImport("libc", EntryPoint = "pipe2")]
        private static extern int Pipe([Out] int[] ends, int flags);

        [DllImport("libc", EntryPoint = "fcntl")]
        private static extern int Control(int descriptor, int command, int argument);
    }
}
