using System.Formats.Tar;

namespace OptionAuctions.Market.Tests;

/// <summary>A pipe in the place of a file is refused by its name; reading it would block for ever.</summary>
public sealed class PipeSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("pipes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_phase_table() => RefusedAsync<PhaseTableException>("phases.json", PhaseTable.Load);

    [Fact]
    public Task A_file_of_a_calendar() => RefusedAsync<CalendarException>("holidays.txt", _ => TradingCalendar.Load(_folder));

    [Fact]
    public Task A_master_file() => RefusedAsync<IOException>("fo_stk_code_mts.mst", InstrumentList.Load);

    private async Task RefusedAsync<T>(string name, Func<string, object> load) where T : Exception
    {
        var pipe = Path.Combine(_folder, name);
        new PaxTarEntry(TarEntryType.Fifo, name).ExtractToFile(pipe, overwrite: false);

        var refusal = await Assert.ThrowsAsync<T>(() => Task.Run(() => load(pipe)).WaitAsync(Patience));

        Assert.Contains(pipe, refusal.Message);
        Assert.Contains("is a pipe or a device, and no regular file", refusal.Message);
    }
}
