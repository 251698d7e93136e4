using OptionAuctions.TestKit;
using OptionAuctions.Wire;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

/// <summary>A TR that this project does not know is one layout: then its records arrive at a subscriber.</summary>
public sealed class AddedLayoutSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Code = new("ZZ0001");

    private static readonly RecordLayout Added = new(
        RecordKind.ExpectedExecution, "H0TEST12", new KeyRule("test", code => code.ToString().StartsWith("ZZ", StringComparison.Ordinal)), width: 12,
        FieldSpec.Of(2, RecordRole.Sign, "SIGN", 1), FieldSpec.Of(3, RecordRole.Phase, "PHASE", 3), FieldSpec.Of(4, RecordRole.Quantity, "QUANTITY", 8),
        FieldSpec.Of(6, RecordRole.Rate, "RATE", 8), FieldSpec.Of(7, RecordRole.Price, "PRICE", 8), FieldSpec.Of(8, RecordRole.Time, "TIME", 6),
        FieldSpec.Of(10, RecordRole.Change, "CHANGE", 8), FieldSpec.Of(12, RecordRole.Code, "CODE", 9));

    [Fact]
    public async Task Its_records_arrive_with_all_that_its_columns_say()
    {
        RecordLayout.Add(Added);
        var warnings = CreateTestProbe();
        Sys.EventStream.Subscribe(warnings, typeof(FeedWarned));
        await using var market = AuctionHarness.On(this, Code);
        var probe = await market.SubscribeAsync(Code);
        Assert.Equal(0, (await probe.ExpectSnapshotAsync(Code)).Revision);

        await market.FeedAsync("0|H0TEST12|001|x^5^311^322^y^-10.17^1060.00^084001^z^-120.00^^ZZ0001"u8.ToArray());
        await market.FeedAsync("0|H0TEST12|001|x^5^311^400^y^-8.47^1080.00^084002^z^-100.00^^ZZ0001"u8.ToArray());

        var first = (await probe.ExpectIndicationAsync(1060, Code, quantity: 322)).Current;
        Assert.Equal(
            new ExpectedExecution(
                Code, new TimeOnly(8, 40, 1), Won.Of(1060), Won.Of(-120), new ChangeSign(ChangeDirection.Down), Percent.Of(-10.17m), new PhaseCode("311")),
            first.Latest);
        Assert.Equal((RegistrationStatus.Active, AuctionPhase.Indicative, 12), (first.Registration, first.Session.Phase, first.Columns));
        await probe.ExpectIndicationAsync(1080, Code, quantity: 400);
        Assert.Equal(2, (await market.IdentityHoldsAsync()).Applied);
        Assert.False(warnings.HasMessages); // its codes are not those of options, and that is no doubt about them
    }
}
