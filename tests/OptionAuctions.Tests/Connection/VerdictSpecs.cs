using OptionAuctions.Connection;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Connection;

public sealed class VerdictSpecs
{
    public static TheoryData<string, Reaction> Table => new()
    {
        { "OPSP0000", Reaction.Activate },
        { "OPSP0001", Reaction.Release },
        { "OPSP0002", Reaction.Activate },
        { "OPSP0003", Reaction.Release },
        { "OPSP0007", Reaction.RetryCode },
        { "OPSP0008", Reaction.ShrinkCapacity },
        { "OPSP0009", Reaction.RetryCode },
        { "OPSP0010", Reaction.Park },
        { "OPSP0011", Reaction.NewKey },
        { "OPSP8991", Reaction.Park },
        { "OPSP8992", Reaction.RefuseCode },
        { "OPSP8993", Reaction.Park },
        { "OPSP8996", Reaction.WaitForSlot },
        { "OPSP8997", Reaction.Park },
        { "OPSP8999", Reaction.RetryCode },
        { "OPSP9993", Reaction.RetryCode },
        { "OPSP9994", Reaction.Park },
        { "OPSP9999", Reaction.Park },
        { "OPSP0017", Reaction.RetryCode },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_answer_has_its_reaction(string messageCode, Reaction reaction) =>
        Assert.Equal(reaction, Verdict.On(AnswerCode.MeaningOf(messageCode, "")));

    [Fact]
    public void Only_what_concerns_the_session_ends_the_life() => Assert.Equal(
        [Reaction.NewKey, Reaction.WaitForSlot, Reaction.Park],
        Enum.GetValues<Reaction>().Where(r => r.EndsLife()));
}
