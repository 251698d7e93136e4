using System.Globalization;
using System.Runtime.CompilerServices;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>Validates the values of options. A problem is a sentence that names the key.</summary>
internal static class FeedOptionsValidation
{
    /// <summary>Finds the problems of <paramref name="options"/>; none when a feed can start with them.</summary>
    public static IReadOnlyList<string> Check(FeedOptions options, ReferenceData? reference = null)
    {
        if (NullOptions.In(options) is { Count: > 0 } nulls) return nulls;
        var problems = new List<string>();
        void Require(bool holds, string key, string sentence)
        {
            if (!holds) problems.Add($"{FeedOptions.Section}:{key} {sentence}");
        }

        void Between<T>(T value, T least, T most, [CallerArgumentExpression(nameof(value))] string key = "")
            where T : IComparable<T> =>
            Require(
                value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0,
                KeyOf(key), string.Create(CultureInfo.InvariantCulture, $"is {value}, and has to be between {least} and {most}"));

        void Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string key = "")
            where T : struct, Enum =>
            Require(Enum.IsDefined(value), KeyOf(key), $"is {value}, and has to be {string.Join(", ", Enum.GetNames<T>())}");

        var isPlainHttp = options.ApprovalUrl.IsAbsoluteUri && options.ApprovalUrl.Scheme == Uri.UriSchemeHttp;
        Require(
            options.WsUrl.IsAbsoluteUri && options.WsUrl.Scheme is "ws" or "wss",
            nameof(options.WsUrl), $"is '{options.WsUrl.Shown()}', and has to begin with ws:// or wss://");
        Require(
            options.ApprovalUrl.IsAbsoluteUri && (options.ApprovalUrl.Scheme == Uri.UriSchemeHttps || isPlainHttp),
            nameof(options.ApprovalUrl), $"is '{options.ApprovalUrl.Shown()}', and has to begin with https://");
        Require(
            !isPlainHttp || options.ApprovalUrl.IsLoopback,
            nameof(options.ApprovalUrl), "is plain http, which would show the app secret to anybody on the way; only a venue on this machine may use it");

        const string live = "which has no option data (모의투자 미지원); the live host is";
        var (isPaper, isPaperApproval) = (options.WsUrl.IsPaper(options.ApprovalUrl), options.ApprovalUrl.IsPaper(options.WsUrl));
        var isRehearsal = isPaper && isPaperApproval && IsOnPaper(options);
        Require(
            !isPaper || isRehearsal, nameof(options.WsUrl),
            $"is '{options.WsUrl.Shown()}', the venue's paper trading, {live} ws://ops.koreainvestment.com:21000");
        Require(
            !isPaperApproval || isRehearsal, nameof(options.ApprovalUrl),
            $"is '{options.ApprovalUrl.Shown()}', the venue's paper trading, {live} https://openapi.koreainvestment.com:9443");

        Defined(options.CustomerType);
        problems.AddRange(CheckAppKeys(options.AppKeys));

        for (var i = 0; i < options.Codes.Count; i++)
        {
            Require(
                Instrument.TryParse(options.Codes[i], out _),
                $"Codes:{i}", $"is '{options.Codes[i]}', which is not an option code: one to {Instrument.MaxLength} of A-Z and 0-9");
        }

        Between(options.Market.MasterFileMaxAge, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Require(
            options.Series.Count == 0 || options.MasterFile.Length > 0 || reference?.Instruments.Count > 0,
            nameof(options.MasterFile), "is empty, and Series needs it to find the codes");
        Require(options.Series.Count <= 1_000, nameof(options.Series), $"asks {options.Series.Count} times, and 1000 are the most");
        for (var i = 0; i < options.Series.Count; i++)
        {
            var series = options.Series[i];
            Require(!string.IsNullOrWhiteSpace(series.Underlying), $"Series:{i}:Underlying", "is missing: the symbol or name of a stock, for example 005930");
            Defined(series.Kind, $"Series:{i}:Kind");
            Between(series.Expiries, 0, 100, $"Series:{i}:Expiries");
            Between(series.Atm ?? 0, 0, 100, $"Series:{i}:Atm");
            Between(series.Band ?? 1, 0.1, 100, $"Series:{i}:Band");
            Between(series.Delta ?? 0.25, 0.01, 0.49, $"Series:{i}:Delta");
            Between(series.Volatility, 0.01, 5, $"Series:{i}:Volatility");
            Require(series.Atm is null || series.Band is null, $"Series:{i}:Band", "is set beside Atm: a selection goes by one of them");
            Require(
                series.Delta is null || (series.Atm is null && series.Band is null),
                $"Series:{i}:Delta", "is set beside Atm or Band: a selection goes by one of them");
            Require(
                !series.Moves || series.Atm is not null || series.Band is not null || series.Delta is not null,
                $"Series:{i}:Moves", "is true, and without Atm, Band or Delta there is nothing that moves");
            Between(series.Hysteresis, 0, 5, $"Series:{i}:Hysteresis");
            Between(series.CoolDown, TimeSpan.Zero, TimeSpan.FromHours(1), $"Series:{i}:CoolDown");
        }

        Require(
            options.Market.CanaryCode.Length == 0 || Instrument.TryParse(options.Market.CanaryCode, out _),
            "Market:CanaryCode", $"is '{options.Market.CanaryCode}', which is not an option code");
        Between(options.Market.RefusedShare, 0.0001, 1);
        Between(options.Market.DataStaleAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

        Defined(options.Auctions.FinalPrice);
        Require(
            !options.Auctions.TakesTurns || options.Auctions.FinalPrice != FinalPriceSource.None,
            "Auctions:TakesTurns", "is true, and without Auctions:FinalPrice no trades are registered that could take a turn");
        Between(options.Auctions.ClockTolerance, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Between(options.Auctions.CallGrace, TimeSpan.Zero, TimeSpan.FromMinutes(30));
        Between(options.Auctions.IntradayCallTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromHours(12));
        Between(options.Auctions.SilentAfter, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(options.Auctions.RevisionsKept, 0, 10_000);
        Require(
            options.Auctions.PathWindows.Count <= AuctionPath.MaxWindows,
            "Auctions:PathWindows", $"has {options.Auctions.PathWindows.Count} windows, and {AuctionPath.MaxWindows} are the most");
        for (var i = 0; i < options.Auctions.PathWindows.Count; i++)
            Between(options.Auctions.PathWindows[i], TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), $"Auctions:PathWindows:{i}");

        Between(options.Connection.Capacity, 1, 1_000);
        Between(options.Connection.ReserveSlots, 0, 40);
        Between(options.Auctions.MaxCodes, 1, 100_000);
        Between(options.Connection.MaxMessageBytes, 1_024, 16 * 1024 * 1024);
        Between(options.Connection.MessagesPerBatch, 1, 4_096);
        Between(options.Connection.BatchesQueued, 1, 65_536);
        Between(options.Connection.ReaderWait, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Between(options.Auctions.RecordsQueued, 1, 65_536);
        Between(options.Auctions.CodeActorRestarts, 0, 1_000);
        Between(options.Auctions.CodeActorRestartWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Between(options.Auctions.CodeActorSlowAfter, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Between(options.Auctions.CodeActorThreads, 1, 64);
        Between(options.Auctions.IdleTimeout, TimeSpan.Zero, TimeSpan.FromHours(24));
        Require(
            options.Dialing.Proxy is not { } proxy || (proxy.IsAbsoluteUri && proxy.Scheme is "http" or "socks5" && proxy.UserInfo.Length == 0),
            "Dialing:Proxy", $"is '{options.Dialing.Proxy?.Shown()}', and has to begin with http:// or socks5://, without user and password");
        Between(options.Dialing.SlotHeldTries, 1, 100);
        Between(options.Dialing.DialsPerTenMinutes, 1, 60);
        Between(options.Dialing.DialsPerDay, 1, 1_000);
        Between(options.Dialing.DialsReserved, 0, 500);

        Between(options.Delivery.AckTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(options.Dialing.ApprovalTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2));
        Between(
            options.Dialing.ApprovalInterval,
            options.ApprovalUrl is { IsAbsoluteUri: true, IsLoopback: false } ? TimeSpan.FromSeconds(60) : TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(options.Connection.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2));
        Between(options.Connection.AnswerTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(2));
        Between(options.Connection.RequestPace, options.IsLoopback ? TimeSpan.Zero : TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Between(options.Dialing.ReconnectMin, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        Between(options.Dialing.ReconnectMax, options.Dialing.ReconnectMin, TimeSpan.FromHours(1));
        Between(options.Dialing.StableAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Between(options.Dialing.SlotHeldWait, options.IsLoopback ? TimeSpan.FromMilliseconds(10) : TimeSpan.FromSeconds(90), TimeSpan.FromHours(1));
        Between(options.Connection.SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Between(options.Connection.ReleaseTime, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Between(options.Connection.CloseTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Between(options.Connection.IdleWarning, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Between(options.Connection.IdleReconnect, options.Connection.IdleWarning + TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Between(options.Connection.KeepAliveInterval, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        return problems;
    }

    /// <summary>Finds the problems of credentials.</summary>
    public static IReadOnlyList<string> CheckAppKeys(IReadOnlyList<AppKeyOptions> keys)
    {
        var problems = new List<string>();
        void Require(bool holds, string key, string sentence)
        {
            if (!holds) problems.Add($"{FeedOptions.Section}:AppKeys:{key} {sentence}");
        }

        Require(keys.Count > 0, "0:AppKey", "is missing: the venue gives no data without an app key");
        for (var i = 0; i < keys.Count; i++)
        {
            Require(!keys[i].AppKey.IsEmpty, $"{i}:AppKey", "is missing");
            Require(!keys[i].AppSecret.IsEmpty, $"{i}:AppSecret", "is missing");
            Require(!keys.Take(i).Any(key => key.AppKey.Equals(keys[i].AppKey)), $"{i}:AppKey", "is there twice, and a key is good for one session");
        }

        return problems;
    }

    /// <summary>Refuses options that <see cref="Check"/> finds something wrong with. The files that they name are not read again.</summary>
    /// <exception cref="ArgumentException">An option is impossible; the message names each.</exception>
    public static void ThrowIfInvalid(FeedOptions options, ReferenceData? reference = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Check(options, reference) is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(options));
    }

    /// <summary>True when the venue's paper trading has all that these options follow: stocks by their codes, and at least one.</summary>
    private static bool IsOnPaper(FeedOptions options) => options.Series.Count == 0 && options.Codes.Count > 0 && options.Codes.All(text =>
        Instrument.TryParse(text, out var code) && RecordLayout.For(code) is { IsOnPaper: true });

    /// <summary>Converts an expression to a configuration key: <c>options.Connection.Capacity</c> to <c>Connection:Capacity</c>.</summary>
    private static string KeyOf(string expression) =>
        expression.StartsWith("options.", StringComparison.Ordinal) ? expression["options.".Length..].Replace('.', ':') : expression;
}
