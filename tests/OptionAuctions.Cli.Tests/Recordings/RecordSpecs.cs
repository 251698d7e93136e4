using System.Globalization;
using System.Text;
using System.Text.Json;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Recording;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The verbs <c>record</c> and <c>verify</c>, and <c>run --record</c>.</summary>
public sealed class RecordSpecs : IDisposable
{
    private const string Code = "B11612083", KeyCanary = "canary-of-the-app-key", SecretCanary = "canary-of-the-app-secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("record-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("record", "--to")]
    [InlineData("run", "--record")]
    public async Task Each_message_of_a_run_is_in_the_recording_without_secrets(string verb, string option)
    {
        await using var venue = await VenueAsync();
        await using (var run = CliRun.Start(
            [verb, option, To, .. CliRun.Following(venue, Code)[1..], "--json"], CliRun.Account(KeyCanary, SecretCanary)))
        {
            await PublishAsync(venue, 50);
            await run.Out.WhenAsync(line => line.Contains("\"revision\":50", StringComparison.Ordinal));
            Assert.Equal(0, await run.InterruptAsync());
            Assert.Contains("recorded, 0 skipped", run.Error.Text);
            Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
        }

        var (messages, reader) = Read();
        Assert.Empty(reader.Problems);
        Assert.Equal(Enumerable.Range(1, 50).Select(Message), messages.Where(m => m.Kind == MessageKind.Data).Select(m => m.Text));
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(number => (long)number), messages.Select(m => m.Number));
        Assert.Contains(messages, m => m.Text.Contains("SUBSCRIBE SUCCESS", StringComparison.Ordinal));
        string[] files = ["options.json", "instruments.json", "phases.json", "holidays.txt"];
        var all = string.Join('\n', [.. messages.Select(m => m.Text), .. files.Select(file => Encoding.UTF8.GetString(reader.ReadFile(file) ?? []))]);
        Assert.DoesNotContain("canary", all);
        Assert.All(files, file => Assert.NotNull(reader.ReadFile(file)));
    }

    [Fact]
    public async Task Verify_says_that_a_recording_is_whole_or_where_it_is_damaged()
    {
        await using (var run = CliRun.Start(["record", "--to", To, "--speed", "20", "--for", "3s"])) Assert.Equal(0, await run.Code);
        var file = Assert.Single(Directory.GetFiles(To));
        await using (var whole = CliRun.Start(["verify", To]))
        {
            Assert.Equal(0, await whole.Code);
            Assert.Contains(": whole, ", whole.Out.Text);
        }

        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^200] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await using (var damaged = CliRun.Start(["verify", To, "--json"]))
        {
            Assert.Equal(1, await damaged.Code);
            Assert.Contains("\"whole\":false", damaged.Out.Text);
            Assert.Contains("\"offset\":", damaged.Out.Text);
        }

        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        await using (var torn = CliRun.Start(["verify", To]))
        {
            Assert.Equal(1, await torn.Code);
            Assert.Contains("torn off at byte ", torn.Out.Text);
        }

        await File.WriteAllTextAsync(file, "nonsense");
        await using var nonsense = CliRun.Start(["verify", To]);
        Assert.Equal(1, await nonsense.Code);
        Assert.Contains(file, nonsense.Out.Text);
    }

    [Theory]
    [InlineData(2, "--to", "record")]
    [InlineData(2, "there is no recording", "verify", "/nowhere/at/all")]
    [InlineData(2, "nothing can be recorded to", "run", "--record", "/dev/null/folder", "--for", "1s")]
    public async Task What_cannot_be_is_refused_before_anything_is_dialed(int code, string sentence, params string[] words)
    {
        await using var run = CliRun.Start(words);

        Assert.Equal(code, await run.Code);
        Assert.Contains(sentence, run.Error.Text);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public Task Killed_at_many_moments_it_loses_the_open_chunk_and_nothing_else_and_the_next_start_appends_a_file() =>
        KillAsync(int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "15", CultureInfo.InvariantCulture));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_run_that_was_killed_goes_on_at_its_next_start_with_what_was_recorded()
    {
        await using var venue = await VenueAsync();
        string[] words = ["run", "--record", To, .. CliRun.Following(venue, Code)[1..], "--json"];
        string knownFrom;
        await using (var process = CliProcess.Start(words, CliRun.Account()))
        {
            await PublishAsync(venue, 40);
            knownFrom = await KnownFromAsync(process.Out, revision: 40);
            await WhenWrittenAsync(() => Read().Messages.Count(m => m.Kind == MessageKind.Data) >= 40);
            await process.SignalAsync("KILL");
            await process.CodeAsync();
        }

        await venue.WhenAsync(state => !state.OpenSessions.Any());
        await using var run = CliRun.Start(words, CliRun.Account());
        await PublishAsync(venue, 20);

        Assert.Equal(knownFrom, await KnownFromAsync(run.Out, revision: 60));
        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("\"identity\":\"holds\"", run.Out.Lines[^1]);
        Assert.Contains("restored 1 auctions from ", run.Error.Text);
        Assert.Equal(60, Read().Messages.Count(m => m.Kind == MessageKind.Data));

        static async Task<string> KnownFromAsync(LineLog output, int revision)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"\"revision\":{revision},");
            await output.WhenAsync(line => line.Contains(text, StringComparison.Ordinal));
            using var change = JsonDocument.Parse(output.Lines.First(line => line.Contains(text, StringComparison.Ordinal)));
            return change.RootElement.GetProperty("knownFrom").GetString()!;
        }
    }

    private async Task KillAsync(int times)
    {
        await using var venue = await VenueAsync();
        var random = new Random(times);
        for (var i = 1; i <= times; i++)
        {
            await using var process = CliProcess.Start(["record", "--to", To, .. CliRun.Following(venue, Code)[1..]], CliRun.Account());
            using var over = new CancellationTokenSource();
            var publishing = PublishAsync(venue, int.MaxValue, over.Token);
            var (least, size) = (random.Next(150_000), Length());
            await WhenWrittenAsync(() => Length() > size + least);
            await process.SignalAsync("KILL");
            await process.CodeAsync();
            await over.CancelAsync();
            await ((Task)publishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var published = publishing.IsCompletedSuccessfully ? await publishing : 0; // killed before it has registered

            var file = Directory.GetFiles(To).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(i, file.Length);
            var reader = RecordingReader.Open(file[^1]);
            var data = reader.Read().Select(m => (m.Kind, m.Continuity, Text: Encoding.UTF8.GetString(m.Bytes.Span))).ToArray();
            Assert.DoesNotContain(Continuity.Missing, data.Select(m => m.Continuity));
            var texts = data.Where(m => m.Kind == MessageKind.Data).Select(m => m.Text).ToArray();
            Assert.True(texts.Length <= published);
            Assert.Equal(Enumerable.Range(1, texts.Length).Select(Message), texts);
            Assert.Contains("torn off at ", Assert.Single(reader.Problems));
            await venue.WhenAsync(state => !state.OpenSessions.Any());
        }
    }

    /// <summary>Completes when something holds of the files, which is asked whenever one of them is written to.</summary>
    private async Task WhenWrittenAsync(Func<bool> holds)
    {
        Directory.CreateDirectory(To);
        using var patience = new CancellationTokenSource(Patience);
        using var written = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(To) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName };
        watcher.Changed += (_, _) => written.Release();
        watcher.Created += (_, _) => written.Release();
        watcher.EnableRaisingEvents = true;
        while (!holds()) await written.WaitAsync(patience.Token);
    }

    private string To => Path.Combine(_folder.FullName, "to");

    private long Length() => Directory.Exists(To) ? Directory.GetFiles(To).Sum(file => new FileInfo(file).Length) : 0;

    private static Task<VenueServer> VenueAsync() => VenueServer.StartAsync(
        new VenueOptions { MarketRuns = false, SlotHeldAfterUncleanEnd = TimeSpan.Zero, ApprovalEvery = TimeSpan.Zero });

    private static string Message(int number) => string.Create(
        CultureInfo.InvariantCulture, $"0|H0ZOANC0|001|{Code}^084{number / 60 % 10}{number % 60:00}^{12_500 + (number % 20 * 50)}^500^2^4.17^311");

    /// <summary>Sends numbered messages once the code is registered.</summary>
    /// <returns>How many were sent.</returns>
    private static async Task<int> PublishAsync(VenueServer venue, int count, CancellationToken stop = default)
    {
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count > 0), stop).WaitAsync(Patience, stop);
        var sent = 0;
        while (sent < count && !stop.IsCancellationRequested)
        {
            sent++;
            await venue.SendAsync(Encoding.ASCII.GetBytes(Message(sent)), CancellationToken.None);
        }

        return sent;
    }

    private (List<(MessageKind Kind, long Number, string Text)> Messages, RecordingReader Reader) Read()
    {
        var reader = RecordingReader.Open(To);
        return (reader.Read().Select(m => (m.Kind, m.Number, Encoding.UTF8.GetString(m.Bytes.Span))).ToList(), reader);
    }
}
