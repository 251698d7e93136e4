using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>What has left the band stays while there is room, the last to leave for longest.</summary>
public sealed class SelectionSetSpecs
{
    [Fact]
    public void Codes_that_left_stay_behind_those_in_the_band_until_there_is_no_room()
    {
        var set = new SelectionSet(room: 5);

        Assert.Empty(set.Change(Codes("A", "B", "C")));
        Assert.Empty(set.Change(Codes("B", "C", "D")));
        Assert.Equal(Codes("B", "C", "D", "A"), set.Codes);
        Assert.Empty(set.Change(Codes("D", "E")));
        Assert.Equal(Codes("D", "E", "B", "C", "A"), set.Codes);
        Assert.Equal(Codes("A"), set.Change(Codes("D", "F")).Intersect(Codes("A")));
        Assert.Equal(5, set.Codes.Count);
    }

    [Fact]
    public void One_that_comes_back_is_in_it_once()
    {
        var set = new SelectionSet(room: 9);
        set.Change(Codes("A", "B"));
        set.Change(Codes("B", "C"));
        set.Change(Codes("A", "B"));

        Assert.Equal(Codes("A", "B", "C"), set.Codes);
    }

    [Fact]
    public void A_band_that_is_wider_than_the_room_loses_its_least_important_codes()
    {
        var set = new SelectionSet(room: 2);

        Assert.Empty(set.Change(Codes("A", "B", "C")));
        Assert.Equal(Codes("A", "B"), set.Codes);
        Assert.Equal(Codes("A"), set.Change(Codes("C", "B")));
    }

    private static Instrument[] Codes(params string[] codes) => [.. codes.Select(code => new Instrument(code))];
}
