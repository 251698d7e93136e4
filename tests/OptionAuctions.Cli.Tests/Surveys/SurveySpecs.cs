using System.Text.Json;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Surveys;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.TestKit;
using static OptionAuctions.Cli.Tests.Surveys.MadeRecording;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>The verb <c>survey</c> as a whole: its questions, its page, damaged recordings, an early end.</summary>
public sealed class SurveySpecs
{
    private const string Code = "B11612083";

    private static readonly string[] Questions =
    [
        "widths", "columns", "sign", "previous-close", "ticks", "codes", "phase-codes", "phase-changes", "no-price", "hours", "silence", "conflation", "age",
        "record-time", "duplicates", "envelopes", "records-per-message", "order", "encoding", "refusals", "unknown-messages", "answers", "registrations",
        "pingpong", "connections",
    ];

    [Fact]
    public async Task Its_names_are_stable_and_each_question_is_one_of_the_page_on_the_venue()
    {
        await using var recording = new MadeRecording();

        var survey = await recording.Add("08:40:00", Data(Record(Code, "084000"))).SurveyAsync();

        Assert.Equal(Questions, survey.Questions);
        Assert.Equal(["survey", "recording"], survey.Root.EnumerateObject().Select(member => member.Name));
        Assert.All(
            survey.Root.GetProperty("survey").EnumerateArray(),
            one => Assert.Equal(["question", "about", "answer", "counts", "examples"], one.EnumerateObject().Select(member => member.Name)));
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "venue.md"));
        var manual = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "survey.md"));
        foreach (var one in survey.Root.GetProperty("survey").EnumerateArray())
        {
            var about = one.GetProperty("about").GetString()!;
            Assert.StartsWith("docs/venue.md#", about, StringComparison.Ordinal);
            Assert.Contains($"<a id=\"{about[(about.IndexOf('#', StringComparison.Ordinal) + 1)..]}\"></a>", page);
            Assert.Contains($"| `{one.GetProperty("question").GetString()}` | [", manual);
        }
    }

    [Fact]
    public async Task Other_TRs_are_surveyed_by_their_own_layouts()
    {
        await using var recording = new MadeRecording();
        var (stock, time) = (new Instrument("005930"), new TimeOnly(8, 55, 12));
        var message = MessageBuilder.For(stock).With(stock, time, 71_500).Appending("0", "0", "0", "0").ToString();
        recording.Add("08:55:13", message).Add("08:55:14", Data(Record(Code, "085514")));

        var survey = await recording.SurveyAsync();

        Assert.Equal(["H0STASP0 63 columns", "H0ZOANC0 7 columns"], survey.Rows("widths"));
        Assert.Equal("count=1 p50Ms=1000", survey.Figures("age", "H0STASP0 08:55", "count", "p50Ms"));
        Assert.Equal("count=1", survey.Figures("phase-codes", "H0STASP0 B", "count"));
    }

    [Fact]
    public async Task The_page_has_every_question_in_a_hundred_characters()
    {
        await using var recording = new MadeRecording();
        recording.Add("08:40:00", Success(Code)).Add("08:40:01", Data(Record(Code, "084001"), $"{Code}^084001^{new string('9', 300)}^1^2^3^311"))
            .Add("08:40:02", new string('x', 500)).Add("08:40:03", PingPong("084003"));
        await recording.CloseAsync();

        await using var run = CliRun.Start(["survey", recording.Folder]);

        Assert.Equal(0, await run.Code);
        Assert.All(Questions, question => Assert.Contains(run.Out.Lines, line => line.StartsWith($"{question} (docs/venue.md#", StringComparison.Ordinal)));
        Assert.All(run.Out.Lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith("4 messages in 1 files, from 2026-11-30 08:40:00.000 to 2026-11-30 08:40:03.000 KST", run.Out.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_damaged_or_torn_does_not_hide_the_rest_and_is_said()
    {
        await using var recording = new MadeRecording();
        for (var i = 0; i < 9; i++) recording.Add($"08:40:0{i}", Data(Record(Code, $"08400{i}")));
        var path = await recording.CloseAsync();
        var whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)]);
        await File.WriteAllTextAsync(Path.Combine(recording.Folder, "auctions-20261129-084000-001.mcap"), "nonsense");
        await File.WriteAllTextAsync(Path.Combine(recording.Folder, "auctions-20261129-084000-002.mcap"), "");
        await File.WriteAllBytesAsync(Path.Combine(recording.Folder, "auctions-20261201-084000-001.mcap"), whole);

        var survey = await MadeSurvey.OfAsync(recording.Folder);

        var said = survey.Root.GetProperty("recording");
        Assert.Equal(4, said.GetProperty("files").GetInt32());
        Assert.InRange(said.GetProperty("messages").GetInt32(), 9, 17);
        var problems = said.GetProperty("problems").EnumerateArray().Select(one => one.GetString()!).ToArray();
        Assert.Contains(problems, one => one.StartsWith("auctions-20261129-084000-001.mcap: ", StringComparison.Ordinal));
        Assert.Contains("auctions-20261129-084000-002.mcap: empty, or no regular file", problems);
        Assert.Contains(problems, one => one.Contains("torn off at ", StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Contains(problem, survey.Error));
    }

    [Theory]
    [InlineData("there is no recording", "/nowhere/at/all")]
    [InlineData("Required argument 'PATH' missing")]
    public async Task What_cannot_be_surveyed_is_refused_by_name(string sentence, params string[] words)
    {
        await using var run = CliRun.Start(["survey", .. words]);

        Assert.Equal(2, await run.Code);
        Assert.Contains(sentence, run.Error.Text);
    }

    [Fact]
    public async Task A_recording_without_a_message_is_refused()
    {
        await using var recording = new MadeRecording();
        await recording.CloseAsync();

        await using var run = CliRun.Start(["survey", recording.Folder]);

        Assert.Equal(2, await run.Code);
        Assert.Contains("has no message", run.Error.Text);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_answers_from_what_it_has_read()
    {
        await using var recording = await LongAsync();
        using var stop = new CancellationTokenSource();
        var output = new LineLog();
        var environment = At(output, new LineLog(), new StepClock(steps: 3, stop.Cancel));

        var code = await SurveyRun.RunAsync(
            new SurveyRequest(recording.Folder, Json: true, Fixtures: null), environment, stop.Token);
        await environment.Out.FlushAsync(CancellationToken.None);

        Assert.Equal(0, code);
        using var document = JsonDocument.Parse(output.Text);
        Assert.Equal(1024, document.RootElement.GetProperty("recording").GetProperty("messages").GetInt32());
        Assert.False(document.RootElement.GetProperty("recording").GetProperty("complete").GetBoolean());
        Assert.Equal(Questions.Length, document.RootElement.GetProperty("survey").GetArrayLength());
    }

    [Fact]
    public async Task One_that_takes_long_says_how_far_it_is()
    {
        await using var recording = await LongAsync();
        var error = new LineLog();
        var environment = At(new LineLog(), error, new StepClock(int.MaxValue, () => { }));

        await SurveyRun.RunAsync(new SurveyRequest(recording.Folder, Json: true, Fixtures: null), environment, CancellationToken.None);
        await environment.Error.FlushAsync(CancellationToken.None);

        Assert.Matches("^auctions: 2048 messages, [0-9]+ a second, [0-9]+ %, some [0-9]+ s left$", error.Lines[0]);
    }

    [Fact]
    public async Task Codes_beyond_the_bound_are_counted_and_not_kept()
    {
        await using var recording = new MadeRecording();
        for (var first = 0; first < 21_000; first += 700)
            recording.Add("08:40:00", Data([.. Enumerable.Range(first, 700).Select(one => Record($"B116{one:00000}", "084000"))]));

        var survey = await recording.SurveyAsync();

        Assert.Equal("records=1000", survey.Figures("codes", "beyond 20,000 codes", "records"));
        Assert.Equal("records=21000", survey.Figures("no-price", "H0ZOANC0", "records"));
    }

    private static async Task<MadeRecording> LongAsync()
    {
        var recording = new MadeRecording();
        for (var i = 0; i < 3000; i++) recording.Add("08:40:00", Data(Record(Code, "084000")));
        await recording.CloseAsync();
        return recording;
    }

    private static CliEnvironment At(LineLog output, LineLog error, TimeProvider time) => CliRun.Nowhere with
    {
        Out = new OutputQueue(new LineStream(output), QueueKind.Waits),
        Error = new OutputQueue(new LineStream(error), QueueKind.Drops),
        Time = time,
    };

    /// <summary>A clock that goes on by a second each time that it is looked at, and does something at one of these times.</summary>
    private sealed class StepClock(int steps, Action then) : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            if (++_looks == steps) then();
            return _looks;
        }
    }
}
