using System.Formats.Tar;

namespace OptionAuctions.Wire.Tests;

/// <summary>Files that a user names by mistake or to do harm.</summary>
public sealed class RegularFileSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("regular-file").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_read_whole_and_so_is_one_behind_links()
    {
        var file = Made("file", path => File.WriteAllText(path, "text"));
        var link = Made("link", path => File.CreateSymbolicLink(path, "file"));
        var second = Made("second", path => File.CreateSymbolicLink(path, "link"));

        foreach (var path in new[] { file, link, second }) Assert.Equal("text"u8.ToArray(), await ReadAsync(path, 4));
        Assert.Empty(await ReadAsync(Made("empty", path => File.WriteAllText(path, ""))));
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_is_refused_by_name_and_is_not_waited_for()
    {
        var pipe = Made("pipe", path => new PaxTarEntry(TarEntryType.Fifo, "pipe").ExtractToFile(path, overwrite: false));
        await RefusedAsync(pipe, "is a pipe or a device, and no regular file");
        await RefusedAsync(Made("link", path => File.CreateSymbolicLink(path, "pipe")), "is a pipe or a device, and no regular file");
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    public Task A_device_is_refused(string path) => RefusedAsync(path, "is a pipe or a device, and no regular file");

    [Fact]
    public Task A_folder_is_refused() => RefusedAsync(_folder, "is a folder, and no file");

    [Fact]
    public async Task A_file_that_is_too_long_is_refused_without_being_read()
    {
        var path = Made("huge", path =>
        {
            using var file = File.Create(path);
            file.SetLength(300_000_000_000); // takes no room, and more memory than there is
        });
        await RefusedAsync(path, "has 300,000,000,000 bytes; it may have 1,000 at most");
        await RefusedAsync(Made("a-byte-more", p => File.WriteAllText(p, new string('x', 1001))), "has 1,001 bytes");
        Assert.Equal(1000, (await ReadAsync(Made("fits", p => File.WriteAllText(p, new string('x', 1000))))).Length);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_link_to_nothing_or_to_itself_are_refused()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync(Path.Combine(_folder, "none")));
        await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync(Made("dangling", path => File.CreateSymbolicLink(path, "none"))));
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(Made("loop", path => File.CreateSymbolicLink(path, "loop"))));
    }

    private string Made(string name, Action<string> make)
    {
        var path = Path.Combine(_folder, name);
        make(path);
        return path;
    }

    private static async Task RefusedAsync(string path, string reason)
    {
        var refusal = await Assert.ThrowsAsync<IOException>(() => ReadAsync(path));
        Assert.StartsWith($"'{path}' {reason}", refusal.Message);
    }

    private static Task<byte[]> ReadAsync(string path, int maxBytes = 1000) =>
        Task.Run(() => RegularFile.ReadAllBytes(path, maxBytes)).WaitAsync(Patience);
}
