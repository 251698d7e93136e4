namespace OptionAuctions.Venue.Scenarios;

/// <summary>The time at which a sentence of a scenario applies: a window for what lasts, its first moment for what happens once.</summary>
internal abstract record When
{
    public static When Always { get; } = new AlwaysOn();

    /// <summary>True while the window lasts.</summary>
    /// <param name="now">The moment in question.</param>
    /// <param name="began">When the scenario began.</param>
    public abstract bool Covers(DateTimeOffset now, DateTimeOffset began);

    /// <summary>Returns the first moment behind <paramref name="after"/> at which the window begins; <see langword="null"/> for never.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset began);

    /// <summary>Returns the end of the window that covers <paramref name="now"/>; <see langword="null"/> for never.</summary>
    public abstract DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset began);

    /// <summary>The whole time.</summary>
    public sealed record AlwaysOn : When
    {
        public override bool Covers(DateTimeOffset now, DateTimeOffset began) => true;
        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset began) => null;
        public override DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset began) => null;
    }

    /// <summary>At a time of every day, up to another: <c>from 08:59:00 to 09:00:00</c>; the one second of <c>at 08:59:00</c>.</summary>
    public sealed record Daily(TimeOnly From, TimeOnly To) : When
    {
        public override bool Covers(DateTimeOffset now, DateTimeOffset began) =>
            TimeOnly.FromDateTime(Local(now).DateTime) is var time && time >= From && time < To;

        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset began)
        {
            var today = OnDayOf(after, From);
            return today > after ? today : today.AddDays(1);
        }

        public override DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset began) => OnDayOf(now, To);

        private static DateTimeOffset OnDayOf(DateTimeOffset moment, TimeOnly time) =>
            new(DateOnly.FromDateTime(Local(moment).DateTime), time, MarketTime.Offset);

        private static DateTimeOffset Local(DateTimeOffset moment) => moment.ToOffset(MarketTime.Offset);
    }

    /// <summary>Once, so long after the scenario began: <c>after 5 seconds for 20 seconds</c>.</summary>
    public sealed record After(TimeSpan Delay, TimeSpan? For) : When
    {
        public override bool Covers(DateTimeOffset now, DateTimeOffset began) =>
            now >= began + Delay && (For is not { } length || now < began + Delay + length);

        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset began) => began + Delay > after ? began + Delay : null;

        public override DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset began) => began + Delay + For;
    }

    /// <summary>Again and again: <c>every 30 seconds for 5 seconds</c>.</summary>
    public sealed record Every(TimeSpan Period, TimeSpan? For) : When
    {
        public override bool Covers(DateTimeOffset now, DateTimeOffset began) =>
            now >= began + Period && (For is not { } length || TimeSpan.FromTicks((now - began).Ticks % Period.Ticks) < length);

        public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset began) =>
            began + (Period * (Math.Max(0, (after - began).Ticks / Period.Ticks) + 1));

        public override DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset began) =>
            For is { } length ? began + (Period * ((now - began).Ticks / Period.Ticks)) + length : null;
    }
}
