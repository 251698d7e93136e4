using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OptionAuctions.History.Tests.Stores;

/// <summary>A PostgreSQL server of a test's own, on loopback, with its files in a temporary folder. Needs the programs of the server on the machine.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The password of the only user.</summary>
    public const string Password = "made-up-Passw0rd-of-a-test";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly bool IsRoot = Environment.UserName == "root"; // for whom the server refuses to run

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"history-postgres-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private int _databases;

    /// <summary>The port.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The connection string of a database.</summary>
    public string To(string database, string password = Password) =>
        FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Database={database};Username=auctions;Password={password};Timeout=10");

    public async Task InitializeAsync()
    {
        await RunAsync("mkdir", "-m", "700", _folder);
        await RunAsync("sh", "-c", $"umask 077; printf %s '{Password}' > '{_folder}/password'");
        await RunAsync(
            Program("initdb"), "-D", $"{_folder}/data", "-U", "auctions", "-A", "scram-sha-256", $"--pwfile={_folder}/password", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync");
        var settings = FormattableString.Invariant($"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{_folder}' -c fsync=off");
        await RunAsync(Program("pg_ctl"), "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-o", settings, "-w", "start");
    }

    public async Task DisposeAsync()
    {
        await RunAsync(Program("pg_ctl"), "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Makes a database without tables. Returns its name.</summary>
    public async Task<string> MakeDatabaseAsync()
    {
        var name = FormattableString.Invariant($"auctions_{Interlocked.Increment(ref _databases)}");
        await using var source = Npgsql.NpgsqlDataSource.Create(To("postgres"));
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return name;
    }

    private static string Program(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
            folders = folders.Concat(Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => $"{version}/bin"));
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"there is no {name}, neither in PATH nor in /usr/lib/postgresql: install the package postgresql");
    }

    /// <summary>Runs a program to its end, as the user postgres where the test runs as root.</summary>
    private static async Task RunAsync(params string[] words)
    {
        if (IsRoot) words = ["runuser", "-u", "postgres", "--", .. words];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        while (!process.HasExited) await process.WaitForExitAsync(patience.Token); // without the end of its output, which the server inherits
        if (process.ExitCode == 0) return;
        lock (said) throw new InvalidOperationException($"{string.Join(' ', words)} ended with {process.ExitCode}: {said}");

        void Add(string? line)
        {
            lock (said) said.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
