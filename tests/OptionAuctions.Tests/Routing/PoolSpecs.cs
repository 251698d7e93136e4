using OptionAuctions.Routing;

namespace OptionAuctions.Tests.Routing;

public sealed class PoolSpecs
{
    private int _made;
    private readonly Pool<object> _pool;

    public PoolSpecs() => _pool = new Pool<object>(
        () =>
        {
            _made++;
            return new object();
        },
        bound: 2);

    [Fact]
    public void What_was_returned_is_rented_again()
    {
        var item = _pool.Rent();
        _pool.Return(item);

        Assert.Same(item, _pool.Rent());
        Assert.Equal(1, _made);
    }

    [Fact]
    public void No_more_than_the_bound_are_kept()
    {
        object[] items = [_pool.Rent(), _pool.Rent(), _pool.Rent()];
        foreach (var item in items) _pool.Return(item);

        object[] again = [_pool.Rent(), _pool.Rent(), _pool.Rent()];

        Assert.Equal((4, 2), (_made, items.Intersect(again).Count()));
    }
}
