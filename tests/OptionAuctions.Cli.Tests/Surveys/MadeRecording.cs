using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>A recording whose messages a test says one by one, written by the recorder of a feed.</summary>
internal sealed class MadeRecording : IAsyncDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 11, 30, 0, 0, 0, MarketTime.Offset);

    private readonly MessageRecorder _recorder;
    private readonly Dictionary<(int AppKey, int Epoch), long> _numbers = [];
    private string? _path;

    public MadeRecording() =>
        _recorder = new MessageRecorder(new RecorderOptions { Directory = Folder }, new FakeTimeProvider(Day.AddHours(8)));

    public string Folder { get; } = Directory.CreateTempSubdirectory("made-recording-").FullName;

    /// <summary>The success answer as a recorder keeps it.</summary>
    public static string Success(string code, string messageCode = "OPSP0000", string text = "SUBSCRIBE SUCCESS") =>
        $$$$"""{"header":{"tr_id":"H0ZOANC0","tr_key":"{{{{code}}}}","encrypt":"N"},"body":{"rt_cd":"0","msg_cd":"{{{{messageCode}}}}","""
        + $$$$""" "msg1":"{{{{text}}}}","output":{"iv":"***","key":"***"}}}""";

    public static string Refusal(string messageCode, string text, string resultCode = "1") =>
        $$$"""{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"{{{resultCode}}}","msg_cd":"{{{messageCode}}}","msg1":"{{{text}}}" }}""";

    public static string PingPong(string time) =>
        """{"header":{"tr_id":"PINGPONG","datetime":"20261130HHmmss"}}""".Replace("HHmmss", time, StringComparison.Ordinal);

    /// <summary>A message of expected executions of options.</summary>
    public static string Data(params string[] records) => FormattableString.Invariant($"0|H0ZOANC0|{records.Length:000}|{string.Join('^', records)}");

    /// <summary>A record of 1,060 won after 1,180.</summary>
    public static string Record(string code, string time, string price = "1060.00", string phase = "311") =>
        $"{code}^{time}^{price}^-120.00^5^-10.17^{phase}";

    /// <summary>Adds a message.</summary>
    /// <param name="at">Time of arrival, <c>08:40:00.5</c>.</param>
    /// <param name="text">The message, a byte for each character.</param>
    /// <param name="appKey">Place of its app key.</param>
    /// <param name="epoch">Number of its connection.</param>
    /// <param name="skipped">Messages of the connection that are missing before it.</param>
    /// <param name="isCut">True when only this beginning of it was kept.</param>
    public MadeRecording Add(string at, string text, int appKey = 0, int epoch = 1, int skipped = 0, bool isCut = false)
    {
        var number = _numbers[(appKey, epoch)] = _numbers.GetValueOrDefault((appKey, epoch)) + 1 + skipped;
        _recorder.Record(new ReceivedMessage(Encoding.Latin1.GetBytes(text))
        {
            AppKey = appKey, Epoch = epoch, Number = number, IsControl = text is ['{', ..], IsCut = isCut,
            ReceivedAt = Day + TimeSpan.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
        });
        return this;
    }

    /// <summary>Ends the file.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> CloseAsync()
    {
        if (_path is not null) return _path;
        await _recorder.DisposeAsync();
        return _path = Assert.Single(Directory.GetFiles(Folder));
    }

    /// <summary>Ends the file, and surveys it by the command line.</summary>
    public async Task<MadeSurvey> SurveyAsync(params string[] words)
    {
        await CloseAsync();
        return await MadeSurvey.OfAsync(Folder, words);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
