using System.Runtime.CompilerServices;
using CsCheck;
using OptionAuctions.Auctions;
using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Auctions;

public sealed class RecordPlaceSpecs
{
    [Fact]
    public void It_holds_what_was_put_into_it() =>
        Gen.Select(Gen.Long[0, (1L << 40) - 1], Gen.Int[0, 999], Gen.Int[0, 16_383]).Sample((message, record, columns) =>
        {
            var place = new RecordPlace(message, record, columns);
            return (place.Message, place.Record, place.Columns) == (message, record, columns);
        });

    [Fact]
    public void More_columns_than_fit_spoil_nothing_else()
    {
        var place = new RecordPlace(7, 3, 65_536);

        Assert.Equal((7, 3, 16_383), (place.Message, place.Record, place.Columns));
    }

    [Fact]
    public void An_event_is_no_larger_than_a_cache_line() => Assert.Equal(64, Unsafe.SizeOf<AuctionEvent>());
}
