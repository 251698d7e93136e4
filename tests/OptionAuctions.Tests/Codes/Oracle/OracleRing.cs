namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>A ring buffer of the last revisions of one call, eight bytes each. Its array is made with the first revision and never grows.</summary>
/// <param name="bound">Number of revisions kept, 0 or more.</param>
internal struct OracleRing(int bound)
{
    private (int Milliseconds, int Price)[] _points = [];
    private readonly int _bound = bound;
    private long _began; // ticks, KST
    private int _next, _count;

    public void Clear(long began) => (_began, _next, _count) = (began, 0, 0);

    public void Add(long at, Won price)
    {
        if (_bound == 0) return;
        if (_points.Length == 0) _points = new (int, int)[_bound];
        _points[_next] = ((int)Math.Clamp((at - _began) / TimeSpan.TicksPerMillisecond, 0, int.MaxValue), price.Hundredths);
        _next = (_next + 1) % _bound;
        _count = Math.Min(_count + 1, _bound);
    }

    /// <summary>Copies the revisions, oldest first.</summary>
    public readonly IReadOnlyList<PathPoint> Read()
    {
        var points = new PathPoint[_count];
        for (var i = 0; i < _count; i++)
        {
            var (milliseconds, price) = _points[(_next - _count + i + _bound) % _bound];
            points[i] = new PathPoint(
                new DateTimeOffset(_began, MarketTime.Offset).AddMilliseconds(milliseconds),
                price == Won.None.Hundredths ? Won.None : Won.OfHundredths(price));
        }

        return points;
    }
}
