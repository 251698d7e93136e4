using OptionAuctions.Feed.Dialing;
using OptionAuctions.Wire;
using static OptionAuctions.Feed.Dialing.Reaction;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class VerdictSpecs
{
    private const bool Alarm = true, Quiet = false;

    public static TheoryData<string, object, bool> Table => new()
    {
        { "OPSP0000", Activate, Quiet },
        { "OPSP0001", Release, Quiet },
        { "OPSP0002", Activate, Quiet },
        { "OPSP0003", Release, Quiet },
        { "OPSP0007", RetryRegistration, Quiet },
        { "OPSP0008", ShrinkCapacity, Alarm },
        { "OPSP0009", RetryRegistration, Quiet },
        { "OPSP0010", Park, Alarm },
        { "OPSP0011", NewKey, Quiet },
        { "OPSP8991", Park, Alarm },
        { "OPSP8992", RefuseCode, Alarm },
        { "OPSP8993", Park, Alarm },
        { "OPSP8994", Park, Alarm },
        { "OPSP8995", Park, Alarm },
        { "OPSP8996", WaitForSlot, Alarm },
        { "OPSP8997", Park, Alarm },
        { "OPSP8998", Park, Alarm },
        { "OPSP8999", RetryRegistration, Alarm },
        { "OPSP9990", Park, Alarm },
        { "OPSP9991", Park, Alarm },
        { "OPSP9992", Park, Alarm },
        { "OPSP9993", RetryRegistration, Quiet },
        { "OPSP9994", Park, Alarm },
        { "OPSP9995", RetryRegistration, Alarm },
        { "OPSP9996", Park, Alarm },
        { "OPSP9997", Park, Alarm },
        { "OPSP9998", Park, Alarm },
        { "OPSP9999", Park, Alarm },
        { "OPSP0017", RetryRegistration, Alarm }, // seen once by somebody, on no list
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_message_code_has_its_reaction_and_its_alarm(string messageCode, object reaction, bool alarm) =>
        Assert.Equal(new Verdict((Reaction)reaction, alarm), Verdict.On(AnswerCode.MeaningOf(messageCode, "")));

    [Fact]
    public void No_message_code_of_the_venues_list_is_left_out() =>
        Assert.Empty(AnswerCode.All.Select(code => code.MessageCode).Except(Table.Select(row => (string)row[0])));

    [Fact]
    public void Only_what_concerns_the_session_ends_the_life() => Assert.Equal(
        [NewKey, WaitForSlot, Park],
        Enum.GetValues<Reaction>().Where(reaction => new Verdict(reaction, false).EndsConnection));
}
