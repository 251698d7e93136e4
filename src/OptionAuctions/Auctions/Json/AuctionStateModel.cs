namespace OptionAuctions.Auctions;

/// <summary>The JSON form of an <see cref="AuctionState"/>, with the members of that name. What is not known yet is null.</summary>
internal sealed record AuctionStateModel : IJsonModel<AuctionState, AuctionStateModel>
{
    public Instrument Code { get; init; }

    public long Revision { get; init; }

    public ExpectedExecution? Latest { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The receive time on the monotonic clock of the process that received it.</summary>
    public long? ReceivedTimestamp { get; init; }

    public int Epoch { get; init; }

    public long MessageNumber { get; init; }

    public int RecordNumber { get; init; }

    public int Columns { get; init; }

    /// <summary>The venue's own time of the newest record, with its date, KST.</summary>
    public DateTimeOffset? MarketTime { get; init; }

    /// <summary>Not read: it follows from the others, as do the two below.</summary>
    public TimeSpan? Age { get; init; }

    public bool IsCurrent { get; init; }

    public Won Slippage { get; init; }

    public StaleReason Stale { get; init; }

    public AuctionSession Session { get; init; }

    public AuctionPath Path { get; init; }

    public Won FinalPrice { get; init; }

    public Won PreviousClose { get; init; }

    public RecordDetail? Detail { get; init; }

    public RegistrationStatus Registration { get; init; }

    public AuctionQuality Quality { get; init; }

    public long OddRecords { get; init; }

    public int Gaps { get; init; }

    public Gap? LastGap { get; init; }

    public DateTimeOffset? GapSince { get; init; }

    public AgeDistribution Ages { get; init; }

    /// <summary>Revision at which phase or call last changed.</summary>
    public long PhaseRevision { get; init; }

    public static AuctionStateModel Of(in AuctionState state) => new()
    {
        Code = state.Code,
        Revision = state.Revision,
        Latest = state.HasRecord ? state.Latest : null,
        ReceivedAt = state.HasRecord ? state.ReceivedAt : null,
        ReceivedTimestamp = state.HasRecord ? state.ReceivedTimestamp : null,
        Epoch = state.Epoch,
        MessageNumber = state.MessageNumber,
        RecordNumber = state.RecordNumber,
        Columns = state.Columns,
        MarketTime = AuctionPath.ToTime(state.MarketTicks),
        Age = state.Age,
        IsCurrent = state.IsCurrent,
        Slippage = state.Slippage,
        Stale = state.Stale,
        Session = state.Session,
        Path = state.Path,
        FinalPrice = state.FinalPrice,
        PreviousClose = state.PreviousClose,
        Detail = state.Detail,
        Registration = state.Registration,
        Quality = state.Quality,
        OddRecords = state.OddRecords,
        Gaps = state.Gaps,
        LastGap = state.Gaps > 0 ? state.LastGap : null,
        GapSince = state.GapSince,
        Ages = state.Ages,
        PhaseRevision = state.PhaseRevision,
    };

    public AuctionState ToValue()
    {
        var state = new AuctionState(Code)
        {
            Revision = Revision,
            Latest = Latest ?? default,
            ReceivedTimestamp = ReceivedTimestamp ?? 0,
            Epoch = Epoch,
            MarketTicks = AuctionPath.Ticks(MarketTime),
            Stale = Stale,
            PreviousClose = PreviousClose,
            Registration = Registration,
            Quality = Quality,
            OddRecords = OddRecords,
        };
        (state._now.ReceivedAt, state._now.Place) = (AuctionPath.Ticks(ReceivedAt), new RecordPlace(MessageNumber, RecordNumber, Columns));
        state._now.Trading = Session.Trading;
        (state._now.Path, state._moved, state._ages) = (Path.Now, Path.Moved, Ages);
        state._facts = state.Facts with
        {
            Since = AuctionPath.Ticks(Session.Since),
            PhaseRevision = PhaseRevision,
            Call = Path.Fixed,
            GapSince = AuctionPath.Ticks(GapSince),
            Gaps = Gaps == 0 ? null : new PastGaps(Gaps, LastGap ?? default),
            FinalPrice = FinalPrice,
            Detail = Detail,
        };
        return state;
    }
}
