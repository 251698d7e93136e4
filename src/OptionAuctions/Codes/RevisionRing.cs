namespace OptionAuctions.Codes;

/// <summary>A ring buffer of the last revisions of one call, eight bytes each. Its array is made with the first revision and never grows.</summary>
/// <param name="bound">Number of revisions kept, 0 or more.</param>
internal struct RevisionRing(int bound)
{
    private readonly int _bound = bound;
    private (int Milliseconds, int Price)[] _points = [];
    private long _began; // ticks, KST
    private int _next;

    /// <summary>Begins with another call.</summary>
    public void Clear(long began) => (_began, _next) = (began, 0);

    /// <summary>Adds a revision.</summary>
    /// <param name="at">Its moment; ticks, KST.</param>
    /// <param name="price">The price.</param>
    public void Add(long at, Won price)
    {
        if (_bound == 0) return;
        if (_points.Length == 0) _points = new (int, int)[_bound];
        _points[_next] = ((int)Math.Clamp((at - _began) / TimeSpan.TicksPerMillisecond, 0, int.MaxValue), price.Hundredths);
        _next = _next + 1 == _points.Length ? 0 : _next + 1;
    }

    /// <summary>Copies the last revisions of a call, oldest first.</summary>
    /// <param name="revisions">Number of revisions of the call.</param>
    public readonly IReadOnlyList<PathPoint> Read(int revisions)
    {
        var points = new PathPoint[Math.Min(revisions, _bound)];
        for (var i = 0; i < points.Length; i++)
        {
            var (milliseconds, price) = _points[(_next - points.Length + i + _bound) % _bound];
            points[i] = new PathPoint(
                new DateTimeOffset(_began, MarketTime.Offset).AddMilliseconds(milliseconds), price == Won.None.Hundredths ? Won.None : Won.OfHundredths(price));
        }

        return points;
    }
}
