using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>A folder for recordings, made as a feed makes them.</summary>
internal sealed class RecordedDay : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);

    private readonly FakeTimeProvider _time = new(Morning);
    private long _number;

    public string Folder { get; } = Directory.CreateTempSubdirectory("recorded-day").FullName;

    /// <summary>An expected execution.</summary>
    public static byte[] Data(string code, string time) => Encoding.ASCII.GetBytes($"0|H0ZOANC0|001|{code}^{time}^1060.00^-120.00^5^-10.17^311");

    /// <summary>Records messages a hundredth of a second apart: JSON as control messages, what ends with <c>~</c> as cut.</summary>
    /// <returns>The path of the file.</returns>
    public async Task<string> RecordAsync(params byte[][] messages)
    {
        _time.Advance(TimeSpan.FromMinutes(1)); // a name of its own
        var before = Directory.GetFiles(Folder);
        await using (var recorder = new MessageRecorder(new RecorderOptions { Directory = Folder }, _time))
            foreach (var message in messages)
                recorder.Record(new ReceivedMessage(message)
                {
                    Epoch = 1, Number = ++_number, ReceivedAt = _time.GetUtcNow().AddMilliseconds(10 * _number),
                    IsControl = message[0] == (byte)'{', IsCut = message[^1] == (byte)'~',
                });
        return Assert.Single(Directory.GetFiles(Folder).Except(before));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
