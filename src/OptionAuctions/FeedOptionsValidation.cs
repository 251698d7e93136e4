using OptionAuctions.Codes;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>Says what is impossible about options, in sentences that name the key.</summary>
public static class FeedOptionsValidation
{
    /// <summary>Everything wrong with <paramref name="options"/>; empty when a feed can start on them.</summary>
    public static IReadOnlyList<string> Check(FeedOptions options)
    {
        var wrong = new List<string>();
        void Require(bool holds, string key, string sentence)
        {
            if (!holds) wrong.Add($"{FeedOptions.Section}:{key} {sentence}");
        }

        void Between<T>(T value, T least, T most, string key)
            where T : IComparable<T> =>
            Require(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, key, $"is {value}, and has to be between {least} and {most}");

        var loopbackOnly = options.ApprovalUrl.IsAbsoluteUri && options.ApprovalUrl.Scheme == Uri.UriSchemeHttp;
        Require(options.WsUrl.IsAbsoluteUri && options.WsUrl.Scheme is "ws" or "wss", nameof(options.WsUrl), $"is '{options.WsUrl}', and has to begin with ws:// or wss://");
        Require(options.ApprovalUrl.IsAbsoluteUri && (options.ApprovalUrl.Scheme == Uri.UriSchemeHttps || loopbackOnly), nameof(options.ApprovalUrl), $"is '{options.ApprovalUrl}', and has to begin with https://");
        Require(!loopbackOnly || options.ApprovalUrl.IsLoopback, nameof(options.ApprovalUrl), "is plain http, which would show the app secret to anybody on the way; only a venue on this machine may use it");

        Require(options.AppKeys.Count > 0, "AppKeys:0:AppKey", "is missing: the venue gives no data without an app key");
        for (var i = 0; i < options.AppKeys.Count; i++)
        {
            Require(!options.AppKeys[i].AppKey.IsEmpty, $"AppKeys:{i}:AppKey", "is missing");
            Require(!options.AppKeys[i].AppSecret.IsEmpty, $"AppKeys:{i}:AppSecret", "is missing");
            Require(options.AppKeys.FindIndex(k => k.AppKey.Equals(options.AppKeys[i].AppKey)) == i, $"AppKeys:{i}:AppKey", "is there twice, and a key is good for one session");
        }

        for (var i = 0; i < options.Codes.Count; i++)
            Require(OptionCode.TryParse(options.Codes[i], out _), $"Codes:{i}", $"is '{options.Codes[i]}', which is not an option code: one to {OptionCode.MaxLength} of A-Z and 0-9");

        Between(options.MasterFileMaxAge, TimeSpan.FromHours(1), TimeSpan.FromDays(365), nameof(options.MasterFileMaxAge));
        Require(options.Series.Count == 0 || options.MasterFile.Length > 0, nameof(options.MasterFile), "is empty, and Series needs it to find the codes");
        Require(options.Series.Count <= 1_000, nameof(options.Series), $"asks {options.Series.Count} times, and 1000 are the most");
        for (var i = 0; i < options.Series.Count; i++)
        {
            var series = options.Series[i];
            Require(!string.IsNullOrWhiteSpace(series.Underlying), $"Series:{i}:Underlying", "is missing: the symbol or name of a stock, for example 005930");
            Require(Enum.IsDefined(series.Kind), $"Series:{i}:Kind", $"is {series.Kind}, and has to be {string.Join(", ", Enum.GetNames<SeriesKind>())}");
            Between(series.Expiries, 0, 100, $"Series:{i}:Expiries");
            Between(series.Atm ?? 0, 0, 100, $"Series:{i}:Atm");
        }

        Require(options.SessionWindows.Count <= 10, nameof(options.SessionWindows), $"has {options.SessionWindows.Count} windows, and ten are the most");
        for (var i = 0; i < options.SessionWindows.Count; i++)
            Require(SessionWindow.TryParse(options.SessionWindows[i], out _), $"SessionWindows:{i}", $"is '{options.SessionWindows[i]}', and has to be like 08:40-09:00");
        Require(options.CanaryCode.Length == 0 || OptionCode.TryParse(options.CanaryCode, out _), nameof(options.CanaryCode), $"is '{options.CanaryCode}', which is not an option code");
        Between(options.DataStaleAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.DataStaleAfter));

        Between(options.ClockTolerance, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.ClockTolerance));
        Between(options.CallGrace, TimeSpan.Zero, TimeSpan.FromMinutes(30), nameof(options.CallGrace));
        Between(options.IntradayCallLongest, TimeSpan.FromMinutes(1), TimeSpan.FromHours(12), nameof(options.IntradayCallLongest));
        Between(options.RevisionsKeptPerCode, 0, 10_000, nameof(options.RevisionsKeptPerCode));
        Require(options.PathWindows.Count <= AuctionPath.MostWindows, nameof(options.PathWindows), $"has {options.PathWindows.Count} windows, and {AuctionPath.MostWindows} are the most");
        for (var i = 0; i < options.PathWindows.Count; i++)
            Between(options.PathWindows[i], TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), $"{nameof(options.PathWindows)}:{i}");

        Between(options.Capacity, 1, 1_000, nameof(options.Capacity));
        Between(options.ReserveSlots, 0, 40, nameof(options.ReserveSlots));
        Between(options.CodesFollowed, 1, 100_000, nameof(options.CodesFollowed));
        Between(options.MessageCapBytes, 1_024, 16 * 1024 * 1024, nameof(options.MessageCapBytes));
        Require(Enum.IsDefined(options.Reader), nameof(options.Reader), $"is {options.Reader}, and has to be {string.Join(", ", Enum.GetNames<FeedReader>())}");
        Between(options.FramesPerBatch, 1, 4_096, nameof(options.FramesPerBatch));
        Between(options.BatchesQueued, 1, 65_536, nameof(options.BatchesQueued));
        Between(options.ReaderPatience, TimeSpan.Zero, TimeSpan.FromSeconds(1), nameof(options.ReaderPatience));
        Between(options.RecordsQueuedPerCode, 1, 65_536, nameof(options.RecordsQueuedPerCode));
        Between(options.CodeActorRestarts, 0, 1_000, nameof(options.CodeActorRestarts));
        Between(options.CodeActorRestartsWithin, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.CodeActorRestartsWithin));
        Between(options.CodeActorSlowAfter, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(options.CodeActorSlowAfter));
        Between(options.CodeActorThreads, 1, 64, nameof(options.CodeActorThreads));
        Between(options.PassivateAfter, TimeSpan.Zero, TimeSpan.FromHours(24), nameof(options.PassivateAfter));
        Between(options.DialsPerTenMinutes, 1, 60, nameof(options.DialsPerTenMinutes));
        Between(options.DialsPerDay, 1, 1_000, nameof(options.DialsPerDay));

        Between(options.AckTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24), nameof(options.AckTimeout));
        Between(options.ApprovalTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2), nameof(options.ApprovalTimeout));
        Between(options.ApprovalInterval, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(options.ApprovalInterval));
        Between(options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2), nameof(options.ConnectTimeout));
        Between(options.AnswerTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(2), nameof(options.AnswerTimeout));
        Between(options.RequestPace, TimeSpan.Zero, TimeSpan.FromSeconds(10), nameof(options.RequestPace));
        Between(options.ReconnectMin, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), nameof(options.ReconnectMin));
        Between(options.ReconnectMax, options.ReconnectMin, TimeSpan.FromHours(1), nameof(options.ReconnectMax));
        Between(options.StableAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.StableAfter));
        Between(options.SlotHeldWait, options.IsLoopback ? TimeSpan.FromMilliseconds(10) : TimeSpan.FromSeconds(90), TimeSpan.FromHours(1), nameof(options.SlotHeldWait));
        Between(options.SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(options.SendTimeout));
        Between(options.CloseTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), nameof(options.CloseTimeout));
        Between(options.SilenceWarn, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(options.SilenceWarn));
        Between(options.SilenceRecycle, options.SilenceWarn + TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), nameof(options.SilenceRecycle));
        Between(options.KeepAliveInterval, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(options.KeepAliveInterval));
        return wrong;
    }
}
