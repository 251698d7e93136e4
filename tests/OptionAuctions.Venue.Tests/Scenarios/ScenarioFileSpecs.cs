using System.Formats.Tar;

namespace OptionAuctions.Venue.Tests.Scenarios;

public sealed class ScenarioFileSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("scenarios").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_scenario_is_read_from_a_file_and_an_error_names_the_file()
    {
        File.WriteAllText(Path.Combine(_folder, "mine.scenario"), "scenario mine\nsays it is silent\nbe silent");
        File.WriteAllText(Path.Combine(_folder, "wrong.scenario"), "scenario wrong\nsays it dances\ndance");

        Assert.Equal("mine", Scenario.Load(Path.Combine(_folder, "mine.scenario")).Name);
        var refusal = Assert.Throws<ScenarioException>(() => Scenario.Load(Path.Combine(_folder, "wrong.scenario")));
        Assert.StartsWith("wrong.scenario, line 3: ", refusal.Message);
    }

    [Fact]
    public async Task A_pipe_among_the_files_of_a_catalogue_is_refused_by_name_and_is_not_waited_for()
    {
        var pipe = Path.Combine(_folder, "pipe.scenario");
        new PaxTarEntry(TarEntryType.Fifo, "pipe").ExtractToFile(pipe, overwrite: false);

        var refusal = await Assert.ThrowsAsync<IOException>(() => Task.Run(() => ScenarioCatalog.Load(_folder)).WaitAsync(Patience));

        Assert.Equal($"'{pipe}' is a pipe or a device, and no regular file", refusal.Message);
    }

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_refused()
    {
        var path = Path.Combine(_folder, "long.scenario");
        using (var file = File.Create(path)) file.SetLength((1024 * 1024) + 1);

        Assert.Contains("it may have 1,048,576 at most", Assert.Throws<IOException>(() => Scenario.Load(path)).Message);
    }
}
