using System.Net;

namespace OptionAuctions.Venue.Tests;

public sealed class VenueOptionsSpecs
{
    public static TheoryData<string, VenueOptions> Impossible => new()
    {
        { nameof(VenueOptions.Port), new VenueOptions { Port = 65536 } },
        { nameof(VenueOptions.Speed), new VenueOptions { Speed = double.NaN } },
        { nameof(VenueOptions.StartsAt), new VenueOptions { StartsAt = DateTimeOffset.MinValue } },
        { nameof(VenueOptions.MaxRegistrations), new VenueOptions { MaxRegistrations = 0 } },
        { nameof(VenueOptions.Codes), new VenueOptions { Codes = [default] } },
        { nameof(VenueOptions.Codes), new VenueOptions { Codes = [new Instrument("A"), new Instrument("A")] } },
        { nameof(VenueOptions.SilentPercent), new VenueOptions { SilentPercent = 101 } },
        { nameof(VenueOptions.Calls), new VenueOptions { Calls = [CallWindow.Closing, CallWindow.Opening] } },
        { nameof(VenueOptions.Calls), new VenueOptions { Calls = [CallWindow.AfterHalt(new TimeOnly(10, 0), new TimeOnly(10, 0))] } },
        { nameof(VenueOptions.StockCalls), new VenueOptions { StockCalls = [CallWindow.StockClosing, CallWindow.StockOpening] } },
        { nameof(VenueOptions.OvernightGap), new VenueOptions { OvernightGap = 30 } },
        { nameof(VenueOptions.OvernightGap), new VenueOptions { OvernightGap = double.NaN } },
        { nameof(VenueOptions.OvernightGaps), new VenueOptions { OvernightGaps = new Dictionary<string, double> { ["005930"] = -30 } } },
        { nameof(VenueOptions.PingPongEvery), new VenueOptions { PingPongEvery = TimeSpan.Zero } },
        { nameof(VenueOptions.PingPongAnswerWithin), new VenueOptions { PingPongAnswerWithin = TimeSpan.FromHours(2) } },
        { nameof(VenueOptions.SlotHeldAfterUncleanEnd), new VenueOptions { SlotHeldAfterUncleanEnd = TimeSpan.FromSeconds(-1) } },
        { nameof(VenueOptions.ApprovalKeyLife), new VenueOptions { ApprovalKeyLife = TimeSpan.Zero } },
        { nameof(VenueOptions.ApprovalEvery), new VenueOptions { ApprovalEvery = TimeSpan.FromDays(1) } },
        { nameof(VenueOptions.RequestTimeout), new VenueOptions { RequestTimeout = TimeSpan.FromSeconds(1) } },
        { nameof(VenueOptions.MaxQueuedFrames), new VenueOptions { MaxQueuedFrames = 1 } },
        { nameof(VenueOptions.ReplayLead), new VenueOptions { ReplayLead = TimeSpan.FromSeconds(-1) } },
        { nameof(VenueOptions.Scenario), new VenueOptions { Replay = [], Scenario = ScenarioCatalog.BuiltIn.Find("gap-up")! } },
        { nameof(VenueOptions.MaxSessions), new VenueOptions { MaxSessions = 0 } },
        { nameof(VenueOptions.Accounts), new VenueOptions { Accounts = [new VenueAccount(new Secret("secret-key"), new Secret(""))] } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_value_is_refused_by_the_name_of_its_property(string property, VenueOptions options)
    {
        var refusal = Assert.Throws<ArgumentException>(options.Validate);
        Assert.StartsWith($"{property} must be ", refusal.Message);
        Assert.DoesNotContain("secret-key", refusal.Message);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::", true)]
    [InlineData("192.168.1.5", true)]
    public void Listening_beyond_loopback_is_warned_of(string address, bool warns)
    {
        var warnings = new VenueOptions { ListenAddress = IPAddress.Parse(address) }.Warnings();
        if (warns) Assert.StartsWith($"the venue listens on {address}: every machine", Assert.Single(warnings));
        else Assert.Empty(warnings);
    }

    [Fact]
    public void The_defaults_are_possible() => new VenueOptions().Validate();

    [Fact]
    public void The_default_codes_are_listed() =>
        Assert.Empty(VenueOptions.DefaultCodes.Except(new VenueOptions().Listing.Select(s => s.Code)));
}
