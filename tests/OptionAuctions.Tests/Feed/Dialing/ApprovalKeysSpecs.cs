using OptionAuctions.Replay;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class ApprovalKeysSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _state = Directory.CreateTempSubdirectory("approvals").FullName;
    private readonly VirtualClock _time = new();
    private readonly Endpoint _endpoint = new();
    private readonly SecretScrubber _secrets = new();
    private readonly ApprovalKeys _keys;
    private FeedOptions _options = null!;
    private AppKeyDials _dials = null!;

    public ApprovalKeysSpecs() => _keys = KeysOn(_time);

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public async Task A_key_is_asked_for_once_and_kept()
    {
        var first = await _keys.GetAsync(default);
        var second = await _keys.GetAsync(default);

        Assert.Equal(first, second);
        Assert.Equal(1, _endpoint.Requests);
    }

    [Fact]
    public async Task A_key_older_than_twenty_hours_is_renewed_before_dialing()
    {
        var first = await _keys.GetAsync(default);
        _time.Advance(TimeSpan.FromHours(20));

        Assert.NotEqual(first, await _keys.GetAsync(default));
    }

    [Fact]
    public async Task A_refused_key_is_replaced_not_sooner_than_a_minute_after_it_was_issued()
    {
        await _keys.GetAsync(default);
        _time.Advance(TimeSpan.FromSeconds(10));
        _keys.Refused();

        var renewal = _keys.GetAsync(default);
        Assert.False(renewal.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(50));
        await renewal.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, _endpoint.Requests);
    }

    [Theory]
    [InlineData(-30, 20, 2)] // set back a day and more, the key was in use for twenty hours all the same
    [InlineData(-30, 19, 1)]
    [InlineData(20, 0, 2)] // the machine slept
    public async Task A_key_grows_old_whatever_happens_to_the_clock(int setByHours, int hours, int requests)
    {
        var time = new VirtualClock();
        var keys = KeysOn(time);
        await keys.GetAsync(default);
        time.SetWallClock(time.Now.AddHours(setByHours));
        time.Advance(TimeSpan.FromHours(hours));

        await keys.GetAsync(default);

        Assert.Equal(requests, _endpoint.Requests);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_off_the_next_key()
    {
        var time = new VirtualClock();
        var keys = KeysOn(time);
        await keys.GetAsync(default);
        time.SetWallClock(time.Now.AddDays(-1));
        keys.Refused();

        var renewal = keys.GetAsync(default);
        time.Advance(TimeSpan.FromMinutes(1));

        await renewal.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_reported_in_the_same_words_in_any_culture()
    {
        var options = Some.Options(o => (o.ApprovalUrl, o.StateDirectory, o.Dialing.ApprovalTimeout) = (
            new Uri("https://approval.test"), _state, TimeSpan.FromMilliseconds(100)));
        using var silent = new SilentEndpoint();
        var endpoint = new ApprovalEndpoint(options, (_, _, _) => silent, _secrets);
        System.Globalization.CultureInfo.CurrentCulture = new("de-DE"); // of this test alone

        var failure = await Assert.ThrowsAsync<ApprovalFailedException>(
            () => endpoint.RequestAsync(options.AppKeys[0], new AppKeyDials(options, 0, TimeProvider.System).Approvals, default));
        Assert.Equal("no approval key: https://approval.test/ did not answer within 0.1 s", failure.Message);
    }

    [Fact]
    public async Task A_process_that_starts_again_keeps_the_pause_between_two_keys()
    {
        await _keys.GetAsync(default);
        _time.Advance(TimeSpan.FromSeconds(10));

        var second = Process().GetAsync(default);
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(50));
        await second.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(2, _endpoint.Requests);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_by_days_holds_up_no_key()
    {
        await _keys.GetAsync(default);
        _time.SetWallClock(_time.Now.AddDays(-3));

        Assert.Equal("key-2", (await Process().GetAsync(default).WaitAsync(TimeSpan.FromSeconds(30))).Reveal());
    }

    [Fact]
    public async Task A_spent_budget_asks_for_no_key()
    {
        for (var i = 0; i < 4; i++)
        {
            await _keys.GetAsync(default);
            _keys.Refused();
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        var blocked = await Assert.ThrowsAsync<DialBlockedException>(() => Process().GetAsync(default));

        Assert.Equal("the approval budget is spent (4 in ten minutes, 20 a day)", blocked.Message);
        Assert.Equal(4, _endpoint.Requests);
    }

    [Fact]
    public async Task A_renewed_app_key_is_used_at_the_next_dial_and_has_a_budget_of_its_own()
    {
        var former = await _keys.GetAsync(default);
        Assert.Empty(_options.RenewAppKeys([new AppKeyOptions { AppKey = new Secret("RENEWED-KEY"), AppSecret = new Secret("RENEWED-SECRET") }]));
        Assert.Equal(former, await _keys.GetAsync(default)); // not before

        _dials.Renew();
        Assert.False(_keys.HasKey);
        var renewed = await _keys.GetAsync(default).WaitAsync(TimeSpan.FromSeconds(30)); // no pause after the former app key

        Assert.NotEqual(former, renewed);
        Assert.Contains("RENEWED-SECRET", _endpoint.LastBody);
        Assert.Single(_dials.Approvals.Log.Dials);
        Assert.Equal("*** ***", _secrets.Scrub($"RENEWED-KEY {former.Reveal()}"));
    }

    [Fact]
    public async Task A_renewed_secret_keeps_the_budget_and_the_pause_of_its_app_key()
    {
        await _keys.GetAsync(default);
        _options.RenewAppKeys([new AppKeyOptions { AppKey = Canary.AppKey, AppSecret = new Secret("RENEWED-SECRET") }]);
        _dials.Renew();

        var renewed = _keys.GetAsync(default);
        Assert.False(renewed.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await renewed.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("RENEWED-SECRET", _endpoint.LastBody);
        Assert.Equal(2, _dials.Approvals.Log.Dials.Count);
    }

    [Fact]
    public void Only_the_first_refusal_in_a_row_is_worth_a_new_key()
    {
        Assert.True(_keys.Refused());
        Assert.False(_keys.Refused());
        _keys.Accepted();
        Assert.True(_keys.Refused());
    }

    [Fact]
    public async Task A_refusal_says_why_and_gives_no_secret_away_even_when_the_venue_echoes_it()
    {
        _endpoint.Body = $$"""{"error_code":"EGW00103","error_description":"bad appkey {{Canary.AppKey.Reveal()}} {{Canary.AppSecret.Reveal()}}"}""";

        var refusal = await Assert.ThrowsAsync<ApprovalFailedException>(() => _keys.GetAsync(default));

        Assert.Contains("EGW00103", refusal.Message);
        Assert.True(refusal.IsFinal);
        Canary.IsNotIn(refusal.ToString());
    }

    [Fact]
    public async Task A_key_that_was_issued_is_masked_from_then_on_also_when_another_has_replaced_it()
    {
        var former = await _keys.GetAsync(default);
        _time.Advance(TimeSpan.FromHours(20));
        await _keys.GetAsync(default);

        Assert.Equal("invalid approval : ***", _secrets.Scrub($"invalid approval : {former.Reveal()}"));
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_is_named()
    {
        _endpoint.Failure = new HttpRequestException("connection refused");

        var failure = await Assert.ThrowsAsync<ApprovalFailedException>(() => _keys.GetAsync(default));

        Assert.Contains("https://approval.test", failure.Message);
        Assert.False(failure.IsFinal);
        Canary.IsNotIn(failure.ToString());
    }

    [Fact]
    public async Task The_first_request_may_be_in_flight_before_the_key_is_asked_for()
    {
        _endpoint.Holds();
        Assert.True(_keys.BeginFirst());
        await _endpoint.Asked.WaitAsync(Patience);

        var key = _keys.GetAsync(default);
        Assert.False(key.IsCompleted);
        _endpoint.Release();

        Assert.Equal("key-1", (await key.WaitAsync(Patience)).Reveal());
        Assert.True(_keys.HasKey);
        Assert.Equal("key-1", (await _keys.GetAsync(default)).Reveal());
        Assert.Equal("***", _secrets.Scrub("key-1"));
    }

    [Fact]
    public async Task A_first_request_that_is_in_flight_is_not_held_against_the_connection_that_it_is_for()
    {
        var keys = KeysOn(_time, new DialBudget(PerTenMinutes: 1, PerDay: 1));
        _endpoint.Holds();
        keys.BeginFirst();
        await _endpoint.Asked.WaitAsync(Patience);

        Assert.Null(keys.CheckDial().Until);
        Assert.Equal(0, _dials.Approvals.Left);
        _endpoint.Release();
        await keys.GetAsync(default).WaitAsync(Patience);
        Assert.Null(keys.CheckDial().Until);
    }

    [Fact]
    public async Task No_request_is_begun_early_while_the_pause_after_an_earlier_process_lasts()
    {
        await _keys.GetAsync(default);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(Process().BeginFirst());

        _time.Advance(TimeSpan.FromSeconds(1));
        var keys = Process();
        Assert.True(keys.BeginFirst());
        await keys.GetAsync(default).WaitAsync(Patience);
    }

    [Fact]
    public async Task No_request_is_begun_early_when_the_budget_is_spent()
    {
        for (var i = 0; i < 4; i++)
        {
            await _keys.GetAsync(default);
            _keys.Refused();
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(Process().BeginFirst());
        Assert.Equal("the approval budget is spent (4 in ten minutes, 20 a day)", Process().CheckDial().Reason);
    }

    [Fact]
    public async Task No_request_is_begun_early_when_what_is_left_of_the_budget_is_kept_for_the_opening()
    {
        var keys = KeysOn(_time, new DialBudget(PerTenMinutes: 2, PerDay: 20, Reserve: 1));
        await keys.GetAsync(default);
        keys.Refused();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(keys.BeginFirst(MarketTime.Now(_time).AddMinutes(5)));
        Assert.True(keys.BeginFirst());
        await keys.GetAsync(default).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_first_request_that_fails_fails_for_the_connection_that_it_is_for_and_no_other()
    {
        _endpoint.Failure = new HttpRequestException("connection refused");
        _keys.BeginFirst();
        var failure = await Assert.ThrowsAsync<ApprovalFailedException>(() => _keys.GetAsync(default).WaitAsync(Patience));
        Assert.Contains("connection refused", failure.Message);

        _endpoint.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("key-2", (await _keys.GetAsync(default).WaitAsync(Patience)).Reveal());
    }

    [Fact]
    public async Task Who_stops_waiting_for_the_first_request_leaves_it_to_the_next_connection()
    {
        _endpoint.Holds();
        _keys.BeginFirst();
        using var stop = new CancellationTokenSource();
        var stopped = _keys.GetAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.WaitAsync(Patience));

        var next = _keys.GetAsync(default);
        _endpoint.Release();

        Assert.Equal("key-1", (await next.WaitAsync(Patience)).Reveal());
    }

    [Fact]
    public async Task Credentials_that_were_renewed_while_the_first_request_was_in_flight_are_asked_for_a_key_whatever_became_of_it()
    {
        _endpoint.Body = """{"error_code":"EGW00103","error_description":"bad appkey"}""";
        _keys.BeginFirst();
        await _endpoint.Asked.WaitAsync(Patience);
        _options.RenewAppKeys([new AppKeyOptions { AppKey = new Secret("RENEWED-KEY"), AppSecret = new Secret("RENEWED-SECRET") }]);
        Assert.Null(_keys.CheckDial().Until);
        _endpoint.Body = null;

        Assert.Equal("key-2", (await _keys.GetAsync(default).WaitAsync(Patience)).Reveal());
        Assert.Contains("RENEWED-SECRET", _endpoint.LastBody);
    }

    [Fact]
    public async Task What_is_wrong_with_a_log_is_told_by_the_check_after_the_early_one_and_once()
    {
        await _keys.GetAsync(default);
        await File.AppendAllTextAsync(Directory.GetFiles(_state, "approvals-*").Single(), "no time\n");
        _time.Advance(TimeSpan.FromMinutes(1));
        var keys = Process();
        keys.BeginFirst();

        Assert.Contains("1 lines cannot be read", keys.CheckDial().Warning);
        await keys.GetAsync(default).WaitAsync(Patience);
        Assert.Empty(keys.CheckDial().Warning);
    }

    /// <summary>The keys of a process that starts now.</summary>
    private ApprovalKeys Process() => KeysOn(_time);

    private ApprovalKeys KeysOn(TimeProvider time, DialBudget? budget = null)
    {
        _options = Some.Options(o => (o.ApprovalUrl, o.StateDirectory) = (new Uri("https://approval.test"), _state));
        _dials = new AppKeyDials(_options, 0, time, budget);
        return new ApprovalKeys(new ApprovalEndpoint(_options, _endpoint.Connect, _secrets), _dials, _options, time, _secrets);
    }

    /// <summary>The approval endpoint without a network.</summary>
    private sealed class Endpoint : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _holds;

        public int Requests { get; private set; }

        /// <summary>Completes when it was asked for a key.</summary>
        public Task Asked => _asked.Task;

        /// <summary>Has its answers wait for <see cref="Release"/>.</summary>
        public void Holds() => _holds = true;

        public void Release() => _released.SetResult();

        /// <summary>A connection to it; an <see cref="HttpHandlerFactory"/>.</summary>
        public Endpoint Connect(Uri? proxy, IConnectionCounter? counter, CancellationToken stop)
        {
            counter?.Count();
            return this;
        }

        public string? Body { get; set; }

        public string LastBody { get; private set; } = "";

        public HttpRequestException? Failure { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            Assert.Equal("/oauth2/Approval", request.RequestUri!.AbsolutePath);
            LastBody = await request.Content!.ReadAsStringAsync(cancellationToken);
            var answer = new HttpResponseMessage { Content = new StringContent(Body ?? $$"""{"approval_key":"key-{{Requests}}"}""") };
            _asked.TrySetResult();
            if (_holds) await _released.Task.WaitAsync(cancellationToken);
            return Failure is { } failure
                ? throw failure
                : answer;
        }
    }

    private sealed class SilentEndpoint : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
