using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Wire;
using static OptionAuctions.Cli.Tests.Surveys.MadeRecording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>The messages that a survey writes as test fixtures.</summary>
public sealed class FixtureSpecs : IDisposable
{
    private const string Code = "B11612083";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"fixtures-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Three_messages_of_each_kind_are_written_byte_for_byte_with_their_provenance()
    {
        await using var recording = new MadeRecording();
        for (var i = 0; i < 5; i++) recording.Add($"08:40:0{i}", Data($"{Code}^08400{i}^1300.00^120.00^2^10.17^311"));
        recording.Add("08:41:00", Data(Record(Code, "084100"))).Add("08:41:01", Data(Record(Code, "084101", "0.00"))).Add("08:41:02", PingPong("084102"))
            .Add("08:41:03", Data(Record(Code, "084103"), Record("C11612083", "084103"))).Add("08:41:04", $"0|H0ZOANC0|000|{Code}")
            .Add("08:41:05", Data($"{Record(Code, "084105")}^35")).Add("08:41:06", Data(Record(Code, "090000", phase: "\xB0\xA1")), skipped: 3);
        var source = await recording.CloseAsync();

        await recording.SurveyAsync("--fixtures", _folder);

        Assert.Equal(
            ["H0ZOANC0-311-001.frame", "H0ZOANC0-311-002.frame", "H0ZOANC0-311-003.frame", "H0ZOANC0-311-8-columns-fall-001.frame",
             "H0ZOANC0-311-fall-001.frame", "H0ZOANC0-311-many-fall-001.frame", "H0ZOANC0-311-no-price-001.frame", "H0ZOANC0-refused-BadCount-001.frame",
             "H0ZOANC0-xB0-xA1-fall-not-ascii-001.frame", "PROVENANCE.json", "pingpong-001.frame"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Data($"{Code}^084000^1300.00^120.00^2^10.17^311"), await TextAsync("H0ZOANC0-311-001.frame"));
        Assert.Equal(Data(Record(Code, "090000", phase: "\xB0\xA1")), await TextAsync("H0ZOANC0-xB0-xA1-fall-not-ascii-001.frame"));
        using var provenance = JsonDocument.Parse(await TextAsync("PROVENANCE.json"));
        var from = Assert.Single(provenance.RootElement.GetProperty("sources").EnumerateArray());
        Assert.Equal(Path.GetFileName(source), from.GetProperty("name").GetString());
        Assert.Equal(Sha256(await File.ReadAllBytesAsync(source)), from.GetProperty("sha256").GetString());
        Assert.StartsWith("OptionAuctions ", provenance.RootElement.GetProperty("tool").GetString());
        var last = provenance.RootElement.GetProperty("frames").EnumerateArray().Last();
        Assert.Equal("2026-11-30T08:41:06.0000000+09:00", last.GetProperty("receivedAt").GetString());
        Assert.Equal((1, 15), (last.GetProperty("connection").GetInt32(), last.GetProperty("sequence").GetInt64()));
        Assert.False(last.GetProperty("redacted").GetBoolean());
        foreach (var frame in provenance.RootElement.GetProperty("frames").EnumerateArray())
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, frame.GetProperty("name").GetString()!));
            Assert.Equal(Sha256(bytes), frame.GetProperty("sha256").GetString());
        }
    }

    [Fact]
    public async Task Each_one_is_read_by_the_decoders_as_a_test_of_them_reads_it()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Data(Record(Code, "084000"), Record("C11612083", "084000"))).Add("08:40:01", Success(Code));

        await recording.SurveyAsync("--fixtures", _folder);

        var message = await File.ReadAllBytesAsync(Path.Combine(_folder, "H0ZOANC0-311-many-fall-001.frame"));
        var head = EnvelopeDecoder.Decode(message);
        Assert.Equal(DecodeError.None, RecordReader.Open(message, head, head.Layout!, out var reader));
        Assert.True(reader.TryRead(out var record, out _));
        Assert.Equal((new Instrument(Code), Won.Of(1060)), (record.Code, record.Price));
        Assert.True(ControlMessage.TryDecode(await File.ReadAllBytesAsync(Path.Combine(_folder, "answer-OPSP0000-001.frame")), out var answer));
        Assert.Equal(Answer.Registered, answer.Meaning);
    }

    [Theory]
    [InlineData("""{"header":{"tr_id":"H0ZOANC0"},"body":{"rt_cd":"0","msg_cd":"OPSP0000","output":{"iv":"c4n4ry01","key":"c4n4ryc4n4ryc4n4ryc4n4ry"}}}""")]
    [InlineData("""{"header":{"tr_id":"(null)"},"body":{"rt_cd":"1","msg_cd":"OPSP0011","msg1":"invalid approval : c4n4ry01-2345-6789-abcd-ef012345"}}""")]
    [InlineData("""{"header":{"approval_key":"c4n4ry","tr_id":"H0ZOANC0","tr_key":"B11612083"},"body":{"rt_cd":"1","msg_cd":"OPSP0017","msg1":"x"}}""")]
    [InlineData("""{"header":{"tr_id":"H0IFCNI0","tr_key":"c4n4ry1","encrypt":"Y"},"body":{"rt_cd":"0","msg_cd":"OPSP0000","msg1":"SUBSCRIBE SUCCESS"}}""")]
    [InlineData("""{"header":{"tr_id":"PINGPONG","datetime":"20261130084000","token":"c4n4ry"}}""")]
    [InlineData("""{"header":{"tr_id":"NEWS"},"appSecret":"c4n4ry"}""")]
    [InlineData("1|H0IFCNI0|001|c4n4ryc4n4ryc4n4ryc4n4ry")]
    [InlineData("0|H0ZOANC0|001|B11612083^084000^c4n4ryc4n4ryc4n4ryc4n4ry^-120.00^5^-10.17^311")]
    [InlineData("0|H0ZOANC0|001|B11612083^084000^1060.00^-120.00^5^-10.17^311\n{\"key\":\"c4n4ry\"}")]
    [InlineData("GET /?approval_key=c4n4ry0123456789abcdef HTTP/1.1")]
    public async Task No_secret_that_a_recorder_has_missed_comes_out_again(string message)
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", message);
        await recording.CloseAsync();

        await using var run = CliRun.Start(["survey", recording.Folder, "--fixtures", _folder, "--json"]);
        Assert.Equal(0, await run.Code);
        await using var page = CliRun.Start(["survey", recording.Folder]);
        Assert.Equal(0, await page.Code);

        var files = await Task.WhenAll(Directory.GetFiles(_folder).Select(path => File.ReadAllTextAsync(path)));
        Assert.DoesNotContain("c4n4ry", string.Join('\n', [run.Said, page.Said, .. files]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Fixtures_that_are_there_are_not_overwritten()
    {
        await using var recording = new MadeRecording();
        await recording.Add("08:40:00", Data(Record(Code, "084000"))).SurveyAsync("--fixtures", _folder);
        var before = await TextAsync("PROVENANCE.json");

        await using var run = CliRun.Start(["survey", recording.Folder, "--fixtures", _folder]);

        Assert.Equal(2, await run.Code);
        Assert.Matches("--fixtures '.*' has .* already: name another folder", run.Error.Text);
        Assert.Equal(before, await TextAsync("PROVENANCE.json"));
        Assert.Empty(run.Out.Lines);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_by_name()
    {
        await using var recording = new MadeRecording();
        await recording.Add("08:40:00", Data(Record(Code, "084000"))).CloseAsync();

        await using var run = CliRun.Start(["survey", recording.Folder, "--fixtures", "/dev/null/fixtures"]);

        Assert.Equal(2, await run.Code);
        Assert.Contains("--fixtures '/dev/null/fixtures'", run.Error.Text);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<string> TextAsync(string name) => Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(_folder, name)));
}
