using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class LoanTermsSpecs
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _told = [];
    private readonly LoanTerms _terms;

    public LoanTermsSpecs() => _terms = new LoanTerms(_time, _told.Add);

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(51, false)]
    [InlineData(3_600_000, false)]
    public void One_that_was_held_for_too_long_is_the_last_and_is_told(int milliseconds, bool allowsAnother)
    {
        Hold(milliseconds);

        Assert.Equal(allowsAnother, _terms.Allow());
        Assert.Equal(allowsAnother ? [] : [TimeSpan.FromMilliseconds(milliseconds)], _told);
    }

    [Fact]
    public void After_a_minute_there_is_one_again_and_it_may_be_held_for_too_long_again()
    {
        Hold(100);
        Pass(59_999);
        Assert.False(_terms.Allow());
        Pass(1);
        Assert.True(_terms.Allow());

        Hold(1);
        Assert.True(_terms.Allow());
        Hold(200);
        Assert.False(_terms.Allow());
        Assert.Equal([TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)], _told);
    }

    [Fact]
    public void The_minute_begins_with_the_end_of_the_latest()
    {
        var begun = _terms.Begin();
        Hold(100);
        Pass(59_000);
        _terms.End(begun);
        Pass(59_999);

        Assert.False(_terms.Allow());
    }

    private void Hold(int milliseconds)
    {
        var begun = _terms.Begin();
        Pass(milliseconds);
        _terms.End(begun);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
