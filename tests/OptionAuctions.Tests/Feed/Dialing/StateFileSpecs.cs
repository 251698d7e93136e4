using System.Diagnostics;
using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class StateFileSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("state").FullName;

    private string Path => System.IO.Path.Combine(_folder, "file.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_is_not_there_is_empty() => Assert.Equal("", new StateFile(Path).Read());

    [Fact]
    public void Changes_of_many_at_once_are_made_one_after_the_other()
    {
        Parallel.For(0, 4, _ =>
        {
            var file = new StateFile(Path, Patience);
            for (var i = 0; i < 10; i++) file.Change(text => text + "x");
        });

        Assert.Equal(new string('x', 40), new StateFile(Path).Read());
    }

    [Fact]
    public void While_one_changes_it_no_other_reads_or_changes_it()
    {
        var other = new StateFile(Path, TimeSpan.Zero);
        new StateFile(Path).Change(_ =>
        {
            Assert.Contains("is in use by another process", Assert.Throws<IOException>(other.Read).Message);
            Assert.Contains("is in use by another process", Assert.Throws<IOException>(() => other.Change(_ => "other")).Message);
            return "one";
        });

        Assert.Equal("one", other.Read());
    }

    [Fact]
    public void A_shorter_text_leaves_nothing_of_the_longer_one()
    {
        var file = new StateFile(Path);
        file.Change(_ => "one\ntwo\nthree\n");
        file.Change(_ => "1\n");

        Assert.Equal("1\n", File.ReadAllText(Path));
    }

    [Fact]
    public void A_process_that_is_killed_between_writing_and_cutting_leaves_no_line_of_before()
    {
        new StateFile(Path).Change(_ => "one\ntwo\n");
        var atTheKill = "";
        new StateFile(Path, write: (file, bytes) =>
        {
            RandomAccess.Write(file, bytes, 0);
            var all = new byte[100];
            atTheKill = System.Text.Encoding.ASCII.GetString(all, 0, RandomAccess.Read(file, all, 0));
        }).Change(_ => "1\n");

        Assert.Equal(["1"], atTheKill.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_full_disk_changes_nothing_and_is_the_reason()
    {
        new StateFile(Path).Change(_ => "before\n");
        var full = new StateFile(Path, write: (file, bytes) =>
        {
            RandomAccess.Write(file, bytes.AsSpan(0, 3), 0);
            throw new IOException("No space left on device");
        });

        Assert.Equal("No space left on device", Assert.Throws<IOException>(() => full.Change(_ => "after it\n")).Message);

        Assert.Equal("before\n", File.ReadAllText(Path));
    }

    [Fact]
    public void Another_process_that_does_not_give_it_free_is_named_within_a_bound()
    {
        using var other = new FileStream(Path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal($"'{Path}' is in use by another process", Assert.Throws<IOException>(() => new StateFile(Path, TimeSpan.Zero).Read()).Message);
    }

    [Fact]
    public async Task A_pipe_is_refused_and_does_not_block()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var mkfifo = Process.Start("mkfifo", [Path])) await mkfifo.WaitForExitAsync();

        Assert.Equal($"'{Path}' is no regular file", (await RefusedAsync(new StateFile(Path).Read)).Message);
        Assert.Equal($"'{Path}' is no regular file", (await RefusedAsync(() => new StateFile(Path).Change(_ => "x"))).Message);
    }

    [Fact]
    public async Task A_device_is_refused_and_not_read_for_ever()
    {
        if (OperatingSystem.IsWindows()) return;

        Assert.Equal($"'/dev/zero' is longer than {StateFile.Longest} bytes", (await RefusedAsync(new StateFile("/dev/zero").Read)).Message);
    }

    [Fact]
    public async Task A_link_is_refused_and_what_it_names_stays()
    {
        var elsewhere = System.IO.Path.Combine(_folder, "elsewhere");
        File.WriteAllText(elsewhere, "mine");
        File.CreateSymbolicLink(Path, elsewhere);

        Assert.Equal($"'{Path}' is a symbolic link", (await RefusedAsync(() => new StateFile(Path).Change(_ => "x"))).Message);
        Assert.Equal("mine", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void A_folder_in_its_place_is_refused()
    {
        Directory.CreateDirectory(Path);

        Assert.True(StateFile.IsFileError(Assert.ThrowsAny<Exception>(() => new StateFile(Path).Read())));
    }

    [Fact]
    public void Three_hundred_megabytes_are_not_read()
    {
        using (var huge = File.Create(Path)) huge.SetLength(300 * 1024 * 1024);

        Assert.Equal($"'{Path}' is longer than {StateFile.Longest} bytes", Assert.Throws<IOException>(() => new StateFile(Path).Read()).Message);
    }

    [Fact]
    public void Folder_and_file_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = System.IO.Path.Combine(_folder, "new", "state");
        StateFile.CreateFolder(folder);
        var file = System.IO.Path.Combine(folder, "file.txt");
        File.WriteAllText(file, "of an older version");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        new StateFile(file).Change(_ => "x");
        new StateFile(Path).Change(_ => "x");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    private static async Task<IOException> RefusedAsync(Action use) => await Assert.ThrowsAsync<IOException>(() => Task.Run(use).WaitAsync(Patience));

    private static Task<IOException> RefusedAsync(Func<string> use) => RefusedAsync(() => { use(); });
}
