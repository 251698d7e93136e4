using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace OptionAuctions.Hosting.Tests;

public sealed class WarningSpecs
{
    [Fact]
    public async Task Series_are_chosen_on_the_hosts_clock_and_what_there_is_to_warn_of_is_logged_when_the_feed_starts()
    {
        FeedOptions given = null!;
        using var heard = new FirstWarning();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(heard);
        builder.Services.AddSingleton<TimeProvider>(new AfterAllHaveExpired());
        builder.Services.AddAkka("test", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .WithOptionAuctions(options =>
            {
                options.WsUrl = new Uri("ws://127.0.0.1:1/tryitout");
                options.ApprovalUrl = new Uri("http://127.0.0.1:1");
                options.AppKeys = [new AppKeyOptions { AppKey = new Secret("key"), AppSecret = new Secret("secret") }];
                options.MasterFile = Repository.MasterFile;
                options.Market.MasterFileMaxAge = TimeSpan.FromDays(365);
                options.Series = [new SeriesQuery { Underlying = "005930" }];
                given = options;
            }));
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Contains("all of its 2112 series have expired, the last on 2027-02-11", await heard.Sentence.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Empty(given.Codes);
        Assert.Equal("OptionAuctions:Series:0: all that the master file lists of 삼성전자 (005930) has expired, the last in 2027-02", given.Warnings[^1]);
        await host.StopAsync();
    }

    private sealed class AfterAllHaveExpired : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
    }

    /// <summary>Hears what is logged at Warning.</summary>
    private sealed class FirstWarning : ILoggerProvider, ILogger
    {
        public TaskCompletionSource<string> Sentence { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var sentence = formatter(state, exception);
            if (logLevel == LogLevel.Warning && sentence.Contains("OptionAuctions:MasterFile", StringComparison.Ordinal)) Sentence.TrySetResult(sentence);
        }

        public void Dispose()
        {
        }
    }
}
